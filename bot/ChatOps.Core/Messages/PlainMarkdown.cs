using System.Text.RegularExpressions;

namespace ChatOps.Core.Messages;

/// <summary>Takes back what <see cref="MarkdownText"/> writes (headings, tables, bold, links, escapes), for platforms whose texts take none of it.</summary>
public static partial class PlainMarkdown
{
    /// <summary>The lines as people read them, and whether each is a heading. The lines that divide a table or a page are left out; empty ones stay.</summary>
    public static IEnumerable<(string Text, bool IsHeading)> Lines(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        foreach (var line in markdown.Split('\n'))
        {
            if (Divider().IsMatch(line)) continue;
            var isHeading = line.StartsWith('#');
            yield return (Plain(isHeading ? line.TrimStart('#').Trim() : line.StartsWith('|') ? string.Join(" · ", Cells(line)) : line), isHeading);
        }
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

    [GeneratedRegex(@"\\([\\`*_{}\[\]()#+.!|<>~&@:$^=""-])")]
    private static partial Regex Escaped();
}
