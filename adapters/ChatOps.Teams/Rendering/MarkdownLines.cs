using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatOps.Teams.Rendering;

/// <summary>Our own Markdown (headings, tables, lists, escapes) as plain lines, of which Teams' cards take only a part.</summary>
internal static partial class MarkdownLines
{
    /// <summary>Its lines; empty ones and rules are left out.</summary>
    public static IEnumerable<JsonObject> Elements(string markdown)
    {
        foreach (var line in markdown.Split('\n'))
        {
            if (Divider().IsMatch(line)) continue;
            var isHeading = line.StartsWith('#');
            var text = isHeading ? line.TrimStart('#').Trim() : line.StartsWith('|') ? string.Join(" · ", Cells(line)) : line;
            if (Plain(text) is { Length: > 0 } plain && !string.IsNullOrWhiteSpace(plain)) yield return Line(plain, isHeading);
        }
    }

    /// <summary>A line in which what stands between backticks is code.</summary>
    public static JsonObject Line(string text, bool isStrong = false)
    {
        var parts = text.Split('`');
        var runs = new List<JsonObject>();
        for (var i = 0; i < parts.Length; i++)
        {
            // An odd number of backticks leaves the last one open: then it is a character.
            var isCode = i % 2 == 1 && i < parts.Length - 1;
            var part = i % 2 == 1 && !isCode ? "`" + parts[i] : parts[i];
            if (part.Length > 0) runs.Add(CardElements.TextRun(part, isStrong, isCode));
        }

        var line = CardElements.RichText(runs);
        if (!isStrong) line["spacing"] = "Small";
        return line;
    }

    private static IEnumerable<string> Cells(string line) => Bar().Split(line.Trim().Trim('|')).Select(cell => cell.Trim()).Where(cell => cell.Length > 0);

    private static string Plain(string text) => Escaped().Replace(Entity(Link().Replace(Bold().Replace(text, "$1"), "$1 ($2)")), "$1");

    private static string Entity(string text) =>
        text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal).Replace("\u2060", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*\|?[\s:|-]*-{3,}[\s:|-]*$")]
    private static partial Regex Divider();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();

    [GeneratedRegex(@"(?<!\\)\*\*(.+?)(?<!\\)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"(?<!\\)\[([^\]\n]+)\]\(<?(https?://[^)>\s]+)>?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\\([\\`*_{}\[\]()#+.!|<>~&@:$^=-])")]
    private static partial Regex Escaped();
}
