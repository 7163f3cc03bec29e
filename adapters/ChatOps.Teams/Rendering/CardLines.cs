using System.Text.Json.Nodes;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;

namespace ChatOps.Teams.Rendering;

/// <summary>Draws lines. One that calls somebody or tells a time has to be a TextBlock; any other is rich text, which nothing in it can format.</summary>
internal sealed class CardLines(Roster roster, DateTimeOffset now, int longest)
{
    private const int ShortAddress = 500;

    private readonly Dictionary<string, string> _called = new(StringComparer.Ordinal);

    /// <summary>Whom the lines so far call, as the card has to name them.</summary>
    public JsonArray Entities => new([.. _called.Select(called => (JsonNode)new JsonObject
    {
        ["type"] = "mention",
        ["text"] = called.Key,
        ["mentioned"] = new JsonObject { ["id"] = called.Value, ["name"] = called.Key["<at>".Length..^"</at>".Length] },
    })]);

    /// <summary>A line; null when there is nothing in it.</summary>
    public JsonObject? Draw(IReadOnlyList<Run> runs, bool isTitle = false)
    {
        if (runs.Any(run => run is Run.Time || (run is Run.Mention mention && TeamsHandle.Of(roster, mention.Name) is not null)))
        {
            var text = Text(runs);
            return text.Length == 0 ? null : CardElements.TextBlock(text, isTitle);
        }

        var pieces = Pieces(runs, isTitle).ToList();
        return pieces.Count == 0 ? null : CardElements.RichText(pieces);
    }

    private string Text(IReadOnlyList<Run> runs)
    {
        var text = string.Concat(runs.Select((run, i) => run switch
        {
            Run.Text plain => CardText.Escape(Cut(plain.Value), startsLine: i == 0),
            Run.Strong strong => Strong(Cut(strong.Value)),
            Run.Code code => CardText.Escape(Cut(code.Value), startsLine: i == 0),
            Run.Mention mention => Mention(mention.Name),
            Run.Time time => CardText.Time(time.At, now),
            Run.Link link => link.Value.Length == 0 ? "" : Fits(link) ? CardText.Link(link with { Value = Cut(link.Value) }) : CardText.Escape(Cut(link.Value), startsLine: i == 0),
            _ => throw new ArgumentOutOfRangeException(nameof(runs), run, "a kind of run that Teams does not know"),
        }));
        return text;
    }

    private static string Strong(string text)
    {
        // Blanks inside the stars would keep them from being read.
        var words = text.Trim();
        return words.Length == 0 ? text : text.Replace(words, "**" + CardText.Escape(words, startsLine: false) + "**", StringComparison.Ordinal);
    }

    private string Mention(string name)
    {
        if (TeamsHandle.Of(roster, name) is not { } id) return CardText.Escape("@" + Cut(name), startsLine: false);
        var text = $"<at>{CardText.Xml(name)}</at>";
        _called[text] = id;
        return text;
    }

    private IEnumerable<JsonObject> Pieces(IReadOnlyList<Run> runs, bool isTitle)
    {
        foreach (var run in runs)
        {
            var piece = run switch
            {
                Run.Text text => Piece(text.Value),
                Run.Strong strong => Piece(strong.Value, isStrong: true),
                Run.Code code => Piece(code.Value, isCode: true),
                Run.Mention mention => Piece("@" + mention.Name),
                Run.Link { Value.Length: > 0 } link when Fits(link) => CardElements.LinkRun(Cut(link.Value), link.Href),
                Run.Link link => Piece(link.Value),
                _ => throw new ArgumentOutOfRangeException(nameof(runs), run, "a kind of run that Teams does not know"),
            };
            if (piece is null) continue;
            if (isTitle) piece["size"] = "Medium";
            yield return piece;
        }
    }

    private JsonObject? Piece(string text, bool isStrong = false, bool isCode = false) => text.Length == 0 ? null : CardElements.TextRun(Cut(text), isStrong, isCode);

    /// <summary>An address cannot be cut: where there is little room, a long one is left out and its words stay.</summary>
    private bool Fits(Run.Link link) => link.Href.Length <= Math.Max(longest, ShortAddress);

    private string Cut(string text) => text.Length <= longest ? text : OutsideText.Lines(text, longest);
}
