using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;

namespace ChatOps.Teams.Rendering;

/// <summary>Draws a message as an Adaptive Card that fits: evidence is shortened first, then the lines.</summary>
internal sealed class CardDrawing(Roster roster, MessageContext context, TimeProvider time)
{
    /// <summary>Teams takes about 100 KB, counted in UTF-16, and advises 80: so many characters.</summary>
    public const int MostCharacters = 40_000;

    /// <summary>How JSON goes out: letters of other alphabets as themselves, so that what is counted is what is sent.</summary>
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int MostEvidenceLines = 80;

    /// <summary>From all that a message may have to what always fits.</summary>
    private static readonly Room[] Rooms =
        [new(8000, 3000, 60), new(3000, 3000, 60), new(1000, 2000, 60), new(300, 1000, 60), new(300, 300, 60), new(0, 100, 30), new(0, 60, 8)];

    /// <summary>Draws it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="incident">The incident that it is about, or null.</param>
    /// <param name="isHead">Whether it is the incident's head, which each reader can have as it stands for them.</param>
    /// <param name="most">The most characters, 4,000 and up.</param>
    public DrawnCard Draw(ChatMessage message, IncidentId? incident, bool isHead, int most = MostCharacters)
    {
        var summary = OutsideText.Line(message.Summary);
        if (summary.Length == 0) summary = "ChatOps";
        DrawnCard? drawn = null;
        foreach (var room in Rooms)
        {
            drawn = new DrawnCard(summary, Compose(message, incident, isHead, room));
            if (drawn.Size <= most) break;
        }

        return drawn!;
    }

    private JsonObject Compose(ChatMessage message, IncidentId? incident, bool isHead, Room room)
    {
        var lines = new CardLines(roster, time.GetUtcNow(), room.Line);
        var body = new List<JsonObject>();
        void Add(JsonObject? element)
        {
            if (element is not null && body.Count < room.Blocks) body.Add(element);
        }

        Add(lines.Draw(message.Title, isTitle: true));
        var evidence = 0;
        foreach (var block in message.Blocks)
        {
            switch (block)
            {
                case Block.Field field:
                    for (var i = 0; i < field.Lines.Count; i++) Add(i == 0 ? lines.Draw([new Run.Strong(field.Name), new Run.Text(" "), .. field.Lines[0]]) : lines.Draw(field.Lines[i])?.Close());
                    break;
                case Block.Paragraph paragraph:
                    Add(lines.Draw(paragraph.Runs));
                    break;
                case Block.Details { Text.Length: > 0 } details:
                    foreach (var element in Evidence(details, ++evidence, incident, room)) Add(element);
                    break;
                case Block.Details:
                    break;
                case Block.Choices choices:
                    Add(lines.Draw([new Run.Strong(choices.Name)]));
                    for (var i = 0; i < choices.Options.Count; i++) Add(Choice(lines, choices.Options[i], i + 1, isHead));
                    break;
                case Block.Markdown markdown:
                    foreach (var line in MarkdownLines.Elements(OutsideText.Lines(markdown.Text, 6 * room.Line))) Add(line);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(message), block, "a kind of block that Teams does not know");
            }
        }

        if (message.Footer is { Count: > 0 } footer && lines.Draw(footer) is { } end) body.Add(end);
        if (body.Count == 0) body.Add(CardElements.TextBlock("ChatOps"));
        var card = CardElements.Card(body, message.Buttons.Select(button => CardButton.Of(button, isHead)));
        var teams = new JsonObject { ["width"] = "Full" };
        if (lines.Entities is { Count: > 0 } called) teams["entities"] = called;
        card["msteams"] = teams;
        if (isHead && incident is { } shown) card["refresh"] = Refresh(shown);
        return card;
    }

    private static JsonObject Refresh(IncidentId incident)
    {
        var data = new CardButton(CardButton.Refresh, incident.ToString(), null, incident.ToString(), OnHead: true).Write();
        return new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["title"] = "Refresh", ["verb"] = CardButton.Refresh, ["data"] = data } };
    }

    private static JsonObject? Choice(CardLines lines, Choice option, int number, bool isHead) =>
        lines.Draw([new Run.Text(string.Create(CultureInfo.InvariantCulture, $"{number}. ")), .. option.Line]) is not { } line ? null : new JsonObject
        {
            ["type"] = "ColumnSet",
            ["columns"] = new JsonArray(
                new JsonObject { ["type"] = "Column", ["width"] = "stretch", ["verticalContentAlignment"] = "Center", ["items"] = new JsonArray(line) },
                new JsonObject { ["type"] = "Column", ["width"] = "auto", ["items"] = new JsonArray(CardElements.ActionSet(CardButton.Of(option.Button, isHead))) }),
        };

    private IEnumerable<JsonObject> Evidence(Block.Details details, int number, IncidentId? incident, Room room)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"details{number}");
        var all = details.Text.Split('\n');
        var shown = OutsideText.Lines(string.Join('\n', all.Take(MostEvidenceLines)), Math.Max(1, room.Evidence)).Split('\n');
        var isCut = all.Length > MostEvidenceLines || details.Text.Length > room.Evidence;
        var items = room.Evidence == 0 ? [] : shown.Where(line => line.Length > 0).Select(line => (JsonNode)CardElements.RichText([CardElements.TextRun(line, isCode: true)]).Close()).ToList();
        if (isCut) items.Add(CardElements.RichText([CardElements.TextRun(string.Create(CultureInfo.InvariantCulture, $"… (cut; all {details.Text.Length:N0} characters stand on the page)"))]));
        if (items.Count == 0) yield break;
        var actions = new List<JsonObject> { CardElements.Toggle(OutsideText.Line(details.Title, 60) is { Length: > 0 } title ? title : "Details", id) };
        if (isCut && incident is { } of) actions.Add(CardElements.OpenUrl("Open page", context.PageOf(of)));
        yield return CardElements.ActionSet(actions);
        yield return new JsonObject { ["type"] = "Container", ["id"] = id, ["isVisible"] = false, ["items"] = new JsonArray([.. items]) };
    }

    /// <summary>The most characters of one piece of evidence and of one run of a line, and the most elements.</summary>
    private sealed record Room(int Evidence, int Line, int Blocks);
}

/// <summary>A message as Teams takes it.</summary>
/// <param name="Summary">For notifications and screen readers; never empty.</param>
/// <param name="Card">What is shown.</param>
internal sealed record DrawnCard(string Summary, JsonObject Card)
{
    /// <summary>How many characters it has as it is sent.</summary>
    public int Size { get; } = Summary.Length + Card.ToJsonString(CardDrawing.Json).Length;

    /// <summary>The activity that carries it: the card alone, since of words beside a card Teams makes two messages and tells the id of neither.</summary>
    public JsonObject Activity() => new()
    {
        ["type"] = "message",
        ["summary"] = Summary,
        ["attachments"] = new JsonArray(CardElements.Attachment((JsonObject)Card.DeepClone())),
    };
}
