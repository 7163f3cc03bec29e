using System.Text;
using System.Text.RegularExpressions;

namespace ChatOps.Slack.Payloads;

/// <summary>Slack's own marks in a text (<c>&lt;@U1&gt;</c>, <c>&lt;https://…|label&gt;</c>, <c>&amp;amp;</c>), read into plain words.</summary>
internal static partial class MarkedText
{
    /// <summary>The text as people read it: of a link its label.</summary>
    public static string Plain(string text) => Unescape(Marks().Replace(text, mark => mark.Groups["link"].Success && mark.Groups["label"].Length > 0 ? mark.Groups["label"].Value : Words(mark)));

    /// <summary>The addresses of the links in a text.</summary>
    public static IEnumerable<string> Links(string text) =>
        Marks().Matches(text).Select(mark => mark.Groups["link"].Value).Where(link => link.StartsWith("http", StringComparison.Ordinal)).Select(Unescape);

    /// <summary>The text of a command: users become the words that <paramref name="name"/> gives, and of a link the address counts.</summary>
    /// <param name="text">As Slack sent it.</param>
    /// <param name="name">The word of a user's id, or of a user group's.</param>
    public static async ValueTask<string> CommandAsync(string text, Func<string, ValueTask<string>> name)
    {
        var plain = new StringBuilder(text.Length);
        var from = 0;
        foreach (Match mark in Marks().Matches(text))
        {
            plain.Append(Unescape(text[from..mark.Index]));
            var id = mark.Groups["user"].Success ? mark.Groups["user"].Value : mark.Groups["group"].Success ? mark.Groups["group"].Value : null;
            plain.Append(id is not null ? await name(id).ConfigureAwait(false) : Unescape(Words(mark)));
            from = mark.Index + mark.Length;
        }

        return plain.Append(Unescape(text[from..])).ToString();
    }

    /// <summary>What stands behind the first mention of this user; null when they are not mentioned.</summary>
    public static string? After(string text, string user)
    {
        var mention = Marks().Matches(text).FirstOrDefault(mark => mark.Groups["user"].Value == user);
        return mention is null ? null : text[(mention.Index + mention.Length)..].TrimStart(' ', ':', ',', '\u00a0');
    }

    private static string Words(Match mark)
    {
        var label = mark.Groups["label"].Value;
        if (mark.Groups["user"].Success) return "@" + (label.Length > 0 ? label : mark.Groups["user"].Value);
        if (mark.Groups["group"].Success) return label.Length > 0 ? label : "@" + mark.Groups["group"].Value;
        if (mark.Groups["channel"].Success) return "#" + (label.Length > 0 ? label : mark.Groups["channel"].Value);
        if (mark.Groups["special"].Success) return label.Length > 0 ? label : "@" + mark.Groups["special"].Value;
        var link = mark.Groups["link"].Value;
        // A client links what looks like an address (db.example) and says so in the label: people typed the label.
        return label.Length > 0 && link.EndsWith(label, StringComparison.OrdinalIgnoreCase) ? label : link;
    }

    private static string Unescape(string text) =>
        text.Contains('&', StringComparison.Ordinal)
            ? text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
            : text;

    [GeneratedRegex(@"<(?:@(?<user>[^<>|]+)|\#(?<channel>[^<>|]+)|!subteam\^(?<group>[^<>|]+)|!(?<special>[^<>|]+)|(?<link>[^<>|\s]+))(?:\|(?<label>[^<>]*))?>")]
    private static partial Regex Marks();
}
