using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using ChatOps.Slack.Wire;

namespace ChatOps.Slack.Rendering;

/// <summary>Draws a message with Block Kit: its lines as rich text, which Slack does not parse, its buttons as buttons.</summary>
internal sealed class SlackDrawing(Roster roster, TimeZoneInfo zone)
{
    /// <summary>Slack takes some 13,200 characters in all blocks of a message.</summary>
    private const int MostCharacters = 12_000;

    /// <summary>So much is kept for what stands below the blocks: buttons, and what happens if nobody does anything.</summary>
    private const int ForTheEnd = 1_500;

    /// <summary>Longer data is shown by its beginning, and follows as a file.</summary>
    private const int LongestInline = 900;

    /// <summary>Slack takes no longer address in a link.</summary>
    private const int LongestAddress = 3000;

    /// <summary>Room for the rows after the blocks: the mark of a cut, buttons, footer.</summary>
    private const int MostBlocks = Blocks.Most - 4;

    /// <summary>Draws it.</summary>
    public SlackDrawn Draw(ChatMessage message)
    {
        var sheet = new Sheet();
        var room = new Allowance(MostCharacters - ForTheEnd);
        sheet.Parts.Add(Rich.Section(Elements(message.Title, room)));
        foreach (var block in message.Blocks) Add(sheet, block, room);
        sheet.Flush();
        var end = new Allowance(ForTheEnd);
        var buttons = message.Buttons.Select(button => Button(sheet, button, end)).OfType<JsonObject>().ToList();
        if (buttons.Count > 0) sheet.Blocks.Add(Blocks.Actions(buttons));
        if (message.Footer is { Count: > 0 } footer) sheet.Parts.Add(Rich.Section(Elements(footer, end)));
        sheet.Flush();
        var text = SlackText.Escape(message.Summary);
        return new SlackDrawn(text.Length > 0 ? text : "ChatOps", new JsonArray([.. sheet.Blocks]), sheet.Snippets);
    }

    private void Add(Sheet sheet, Block block, Allowance room)
    {
        if (room.Cut || sheet.Blocks.Count >= MostBlocks) return;
        switch (block)
        {
            case Block.Field field:
                sheet.Parts.Add(Rich.Section(Field(field, room)));
                break;
            case Block.Paragraph paragraph:
                sheet.Parts.Add(Rich.Section(Elements(paragraph.Runs, room)));
                break;
            case Block.Details details:
                AddDetails(sheet, details, room);
                break;
            case Block.Choices choices:
                AddChoices(sheet, choices, room);
                break;
            case Block.Markdown markdown:
                sheet.Flush();
                if (room.Take(markdown.Text) is { Length: > 0 } text) sheet.Blocks.Add(Blocks.Markdown(text));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "a kind of block that Slack does not know");
        }
    }

    private IEnumerable<JsonObject> Field(Block.Field field, Allowance room)
    {
        if (room.Take(field.Name) is not { Length: > 0 } name) yield break;
        yield return Rich.Text(name, "bold");
        for (var i = 0; i < field.Lines.Count; i++)
        {
            if (room.Take(i == 0 ? " " : "\n") is { Length: > 0 } between) yield return Rich.Text(between);
            foreach (var element in Elements(field.Lines[i], room)) yield return element;
        }
    }

    private static void AddDetails(Sheet sheet, Block.Details details, Allowance room)
    {
        if (details.Text.Length == 0) return;
        var isLong = details.Text.Length > LongestInline;
        if (isLong) sheet.Snippets.Add(new Snippet(details.Title, details.Text));
        if (room.Take(details.Title) is not { Length: > 0 } title) return;
        sheet.Parts.Add(Rich.Section([Rich.Text(title, "bold")]));
        var shown = isLong
            ? Allowance.Shorten(details.Text, LongestInline).TrimEnd() + string.Create(CultureInfo.InvariantCulture, $"\n… (cut, {details.Text.Length:N0} characters; all of it follows as a file)")
            : details.Text;
        if (room.Take(shown) is { Length: > 0 } text) sheet.Parts.Add(Rich.Preformatted(text));
    }

    private void AddChoices(Sheet sheet, Block.Choices choices, Allowance room)
    {
        if (room.Take(choices.Name) is { Length: > 0 } name) sheet.Parts.Add(Rich.Section([Rich.Text(name, "bold")]));
        sheet.Flush();
        for (var i = 0; i < choices.Options.Count && sheet.Blocks.Count < MostBlocks; i++)
        {
            // The line stands beside its button, where Slack has no rich text; plain text is not parsed either.
            var line = string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {PlainText.Of(choices.Options[i].Line, DateTimeOffset.UnixEpoch, zone)}");
            var text = room.Take(OutsideText.Line(line, Blocks.LongestSection));
            if (text.Length > 0 && Button(sheet, choices.Options[i].Button, room) is { } button) sheet.Blocks.Add(Blocks.Choice(text, button));
        }
    }

    private static JsonObject? Button(Sheet sheet, Button button, Allowance room)
    {
        var label = OutsideText.Line(button.Label, Blocks.LongestLabel);
        if (label.Length == 0 || SlackButton.Value(button) is not { } value || !room.TryTake(label.Length)) return null;
        var style = button.Style switch { ButtonStyle.Primary => "primary", ButtonStyle.Danger => "danger", _ => null };
        return Blocks.Button(SlackButton.ActionId(++sheet.Buttons), label, value, style);
    }

    private IEnumerable<JsonObject> Elements(IReadOnlyList<Run> runs, Allowance room)
    {
        foreach (var run in runs)
        {
            if (Element(run, room) is { } element) yield return element;
        }
    }

    private JsonObject? Element(Run run, Allowance room)
    {
        switch (run)
        {
            case Run.Mention mention:
                return room.TryTake(mention.Name.Length) && SlackHandle.Element(SlackHandle.Of(roster, mention.Name)) is { } called ? called : Words("@" + mention.Name, null, room);
            case Run.Time time:
                var fallback = TimeText.Of(time.At, DateTimeOffset.UnixEpoch, zone);
                return room.TryTake(fallback.Length) ? Rich.Date(time.At, fallback) : Words(fallback, null, room);
            case Run.Link link when link.Href.Length <= LongestAddress && link.Value.Length > 0:
                return room.Take(link.Value) is { Length: > 0 } label ? Rich.Link(link.Href, label) : null;
            case Run.Link link:
                return Words(link.Value, null, room);
            case Run.Strong strong:
                return Words(strong.Value, "bold", room);
            case Run.Code code:
                return Words(code.Value, "code", room);
            case Run.Text text:
                return Words(text.Value, null, room);
            default:
                throw new ArgumentOutOfRangeException(nameof(run), run, "a kind of run that Slack does not know");
        }
    }

    private static JsonObject? Words(string text, string? style, Allowance room) => room.Take(text) is { Length: > 0 } words ? Rich.Text(words, style) : null;

    /// <summary>What is drawn so far; lines that follow each other share a block.</summary>
    private sealed class Sheet
    {
        public List<JsonObject> Blocks { get; } = [];

        public List<JsonObject> Parts { get; } = [];

        public List<Snippet> Snippets { get; } = [];

        public int Buttons { get; set; }

        public void Flush()
        {
            var parts = Parts.Where(part => part["elements"] is JsonArray { Count: > 0 }).ToList();
            if (parts.Count > 0) Blocks.Add(Rich.Block(parts));
            Parts.Clear();
        }
    }
}
