using System.Text.Json.Nodes;
using ChatOps.Core.Messages;

namespace ChatOps.Teams.Rendering;

/// <summary>Our own Markdown (headings, tables, lists, escapes) as plain lines, of which Teams' cards take only a part.</summary>
internal static class MarkdownLines
{
    /// <summary>Its lines; empty ones and rules are left out.</summary>
    public static IEnumerable<JsonObject> Elements(string markdown)
    {
        foreach (var (text, isHeading) in PlainMarkdown.Lines(markdown))
        {
            if (!string.IsNullOrWhiteSpace(text)) yield return Line(text, isHeading);
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
}
