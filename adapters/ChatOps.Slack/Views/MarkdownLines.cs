using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatOps.Slack.Views;

/// <summary>Our own Markdown (headings, tables, lists, escapes) as plain lines, since Slack's texts take none of it.</summary>
internal static partial class MarkdownLines
{
    /// <summary>The elements of its lines.</summary>
    public static IEnumerable<JsonNode> Elements(string markdown)
    {
        foreach (var line in markdown.Split('\n'))
        {
            if (Divider().IsMatch(line)) continue;
            var heading = line.StartsWith('#');
            var text = heading ? line.TrimStart('#').Trim() : line.StartsWith('|') ? string.Join(" · ", Cells(line)) : line;
            foreach (var element in AnswerText.Elements(Plain(text) + "\n", heading)) yield return element;
        }
    }

    private static IEnumerable<string> Cells(string line) => Bar().Split(line.Trim().Trim('|')).Select(cell => cell.Trim()).Where(cell => cell.Length > 0);

    private static string Plain(string text) => Escaped().Replace(Entity(Link().Replace(Bold().Replace(text, "$1"), "$1 ($2)")), "$1");

    private static string Entity(string text) =>
        text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*\|?[\s:|-]*-{3,}[\s:|-]*$")]
    private static partial Regex Divider();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();

    [GeneratedRegex(@"(?<!\\)\*\*(.+?)(?<!\\)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"(?<!\\)\[([^\]\n]+)\]\((https?://[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\\([\\`*_{}\[\]()#+.!|<>~&@:-])")]
    private static partial Regex Escaped();
}
