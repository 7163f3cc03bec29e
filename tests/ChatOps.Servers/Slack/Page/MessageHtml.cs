using System.Globalization;
using System.Text.Encodings.Web;

namespace ChatOps.Servers.Slack.Page;

/// <summary>A message with its buttons and its thread.</summary>
internal static class MessageHtml
{
    public static string Escaped(string text) => HtmlEncoder.Default.Encode(text);

    public static string Of(SlackMessage message, IEnumerable<SlackMessage> replies, string seat, IReadOnlyDictionary<string, string> names)
    {
        var kind = message.IsDeleted ? "deleted" : message.OnlyFor is not null ? "ephemeral" : "";
        var author = names.GetValueOrDefault(message.User, "Slack");
        var at = DateTimeOffset.UnixEpoch.AddSeconds(double.Parse(message.Ts, CultureInfo.InvariantCulture)).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var note = (message.OnlyFor is not null ? " · only you see this" : "") + (message.Versions.Count > 1 ? $" · version {message.Versions.Count}" : "");
        return $"""
            <article class="{kind}"><b>{Escaped(author)}</b> <small>{at} · {message.Ts}{note}</small>
            {Escaped(message.Shown)}
            {string.Concat(message.Elements.Select(element => Button(message, element, seat)))}{string.Concat(replies.Select(reply => Of(reply, [], seat, names)))}</article>
            """;
    }

    private static string Button(SlackMessage message, SlackElement element, string seat)
    {
        var value = element.Type == "button"
            ? $"""<input type="hidden" name="value" value="{Escaped(element.Value ?? "")}">"""
            : """<input name="value" aria-label="value">""";
        return $"""
            <form method="post" action="/ui/click">{seat}<input type="hidden" name="ts" value="{message.Ts}"><input type="hidden" name="action" value="{Escaped(element.Action)}">{value}<button>{Escaped(element.Type == "button" ? element.Text : element.Action)}</button></form>
            """;
    }
}
