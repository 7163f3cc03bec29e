using ChatOps.Core.Messages;

namespace ChatOps.Slack.Rendering;

/// <summary>Words for the places where Slack parses them: the text of a message.</summary>
internal static class SlackText
{
    /// <summary>chat.update takes no longer text, and a longer post may be split.</summary>
    public const int Longest = 4000;

    /// <summary>Data that calls nobody and links nothing: Slack reads no more than these three signs.</summary>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>A whole message without blocks, for when Slack will not take them.</summary>
    public static string Whole(ChatMessage message, DateTimeOffset now, TimeZoneInfo zone)
    {
        // Escaping can make it five times as long.
        var text = PlainText.Of(message, now, zone);
        for (var most = Longest; ; most -= most / 4)
        {
            var escaped = Escape(OutsideText.Lines(text, most));
            if (escaped.Length <= Longest) return escaped;
        }
    }
}
