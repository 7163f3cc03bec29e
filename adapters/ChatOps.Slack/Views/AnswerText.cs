using System.Text.Json.Nodes;
using ChatOps.Core.Messages;
using ChatOps.Slack.Rendering;

namespace ChatOps.Slack.Views;

/// <summary>
/// Draws an answer as <c>rich_text</c>, whose texts Slack takes as they are: nothing in them can mention anybody or start formatting. Commands in
/// backticks stand as code.
/// </summary>
internal static class AnswerText
{
    /// <summary>What a message takes with room to spare: all blocks together may have some 13,000 characters.</summary>
    public const int MostInMessage = 8000;

    /// <summary>What a modal takes with room to spare.</summary>
    public const int MostInModal = 20_000;

    private const int MostFallback = 3000;

    /// <summary>The block of an answer.</summary>
    public static JsonObject Block(string text, int most = MostInMessage) => new()
    {
        ["type"] = "rich_text",
        ["elements"] = new JsonArray(new JsonObject { ["type"] = "rich_text_section", ["elements"] = new JsonArray([.. Elements(OutsideText.Lines(text, most))]) }),
    };

    /// <summary>The blocks of a text in Markdown, as post-mortems are: headings stand out, tables are lines.</summary>
    public static JsonObject Markdown(string markdown, int most = MostInModal) => new()
    {
        ["type"] = "rich_text",
        ["elements"] = new JsonArray(new JsonObject { ["type"] = "rich_text_section", ["elements"] = new JsonArray([.. PlainMarkdown.Lines(OutsideText.Lines(markdown, most)).SelectMany(line => Elements(line.Text + "\n", line.IsHeading))]) }),
    };

    /// <summary>What notifications and screen readers get.</summary>
    public static string Fallback(string text) => SlackText.Escape(OutsideText.Lines(text, MostFallback));

    /// <summary>The elements of one or more lines.</summary>
    internal static IEnumerable<JsonNode> Elements(string text, bool bold = false)
    {
        var parts = text.Split('`');
        for (var i = 0; i < parts.Length; i++)
        {
            // An odd number of backticks leaves the last one open: then it is a character.
            var isCode = i % 2 == 1 && i < parts.Length - 1;
            var part = i % 2 == 1 && !isCode ? "`" + parts[i] : parts[i];
            if (part.Length > 0) yield return Element(part, isCode, bold);
        }
    }

    private static JsonObject Element(string text, bool isCode, bool bold)
    {
        var element = new JsonObject { ["type"] = "text", ["text"] = text };
        if (isCode) element["style"] = new JsonObject { ["code"] = true };
        else if (bold) element["style"] = new JsonObject { ["bold"] = true };
        return element;
    }
}
