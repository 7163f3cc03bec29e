using System.Globalization;
using System.Text;
using ChatOps.Core.Messages;

namespace ChatOps.Teams.Rendering;

/// <summary>Words for a TextBlock, the one place where Teams knows mentions and the reader's own time, and where it reads a little Markdown too.</summary>
internal static class CardText
{
    /// <summary>An instant so near is shown as a time of day; one further off with its date.</summary>
    private static readonly TimeSpan SameDay = TimeSpan.FromHours(12);

    // Emphasis, links and code anywhere in a line; lists and headings at its beginning.
    private const string Anywhere = "\\*_~[]`";
    private const string AtStart = "#+->";

    // Not seen; between two braces it keeps them from being a function of time.
    private const char Joiner = '\u2060';

    /// <summary>Data that is shown and nothing else.</summary>
    /// <param name="text">The data.</param>
    /// <param name="startsLine">Whether it stands at a line's beginning.</param>
    public static string Escape(string text, bool startsLine = true)
    {
        var escaped = new StringBuilder(text.Length + 8);
        var start = startsLine;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '\n' or '\r':
                    escaped.Append(' ');
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '{' when i > 0 && text[i - 1] == '{':
                    escaped.Append(Joiner).Append(c);
                    break;
                case '.' or ')' when start && i > 0:
                    // "1." begins a numbered list.
                    escaped.Append('\\').Append(c);
                    break;
                default:
                    if (Anywhere.Contains(c, StringComparison.Ordinal) || (start && AtStart.Contains(c, StringComparison.Ordinal))) escaped.Append('\\');
                    escaped.Append(c);
                    break;
            }

            start &= c == ' ' || char.IsAsciiDigit(c);
        }

        return escaped.ToString();
    }

    /// <summary>Data for a TextRun, which Teams shows as it is but for functions of time.</summary>
    public static string Plain(string text) => text.Replace("{{", "{\u2060{", StringComparison.Ordinal);

    /// <summary>Data inside a mention, as Teams compares it.</summary>
    public static string Xml(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>An instant in the reader's own zone.</summary>
    public static string Time(DateTimeOffset at, DateTimeOffset now)
    {
        var stamp = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return (at - now).Duration() < SameDay ? $"{{{{TIME({stamp})}}}}" : $"{{{{DATE({stamp}, SHORT)}}}} {{{{TIME({stamp})}}}}";
    }

    /// <summary>A link.</summary>
    public static string Link(Run.Link link) => $"[{Escape(link.Value, startsLine: false)}]({Address(link.Href)})";

    private static string Address(string href) =>
        href.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal).Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal)
            .Replace("\\", "%5C", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal).Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal);
}
