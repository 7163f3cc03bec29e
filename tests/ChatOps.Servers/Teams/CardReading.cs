using System.Text.Json.Nodes;

namespace ChatOps.Servers.Teams;

/// <summary>Reads cards as a person does: words, buttons, who is called.</summary>
public static class CardReading
{
    /// <summary>All words on a card, a line each.</summary>
    public static string Words(JsonObject card) => string.Join('\n', Objects(card["body"]).SelectMany(Line));

    /// <summary>All buttons, those within the body first.</summary>
    public static IReadOnlyList<TeamsButton> Buttons(JsonObject card) =>
    [
        .. Objects(card["body"]).Concat(Objects(card["actions"]))
            .Where(thing => ((string?)thing["type"])?.StartsWith("Action.", StringComparison.Ordinal) == true && thing["title"] is not null && thing.Parent is JsonArray)
            .Select(thing => new TeamsButton((string)thing["type"]!, (string)thing["title"]!, (string?)thing["verb"], thing["data"] as JsonObject ?? [])),
    ];

    /// <summary>Inputs of a dialog, by their ids.</summary>
    public static IReadOnlyList<string> Inputs(JsonObject card) =>
        [.. Objects(card["body"]).Where(thing => ((string?)thing["type"])?.StartsWith("Input.", StringComparison.Ordinal) == true).Select(thing => (string)thing["id"]!)];

    /// <summary>The ids of those whom a card calls.</summary>
    public static IReadOnlyList<string> Mentions(JsonObject card)
    {
        var blocks = Objects(card["body"]).Where(thing => (string?)thing["type"] == "TextBlock").Select(thing => (string?)thing["text"] ?? "").ToList();
        return
        [
            .. (card["msteams"]?["entities"] as JsonArray ?? []).OfType<JsonObject>()
                .Where(entity => (string?)entity["type"] == "mention" && blocks.Any(text => text.Contains((string)entity["text"]!, StringComparison.Ordinal)))
                .Select(entity => (string)entity["mentioned"]!["id"]!),
        ];
    }

    /// <summary>Every object in it, itself included.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(Objects),
        JsonObject thing => thing.Where(field => field.Key != "fallback").Select(field => field.Value).SelectMany(Objects).Prepend(thing),
        _ => [],
    };

    private static IEnumerable<string> Line(JsonObject thing) => (string?)thing["type"] switch
    {
        "TextBlock" => [(string?)thing["text"] ?? ""],
        "RichTextBlock" => [string.Concat((thing["inlines"] as JsonArray ?? []).Select(run => run is JsonObject text ? (string?)text["text"] : (string?)run))],
        _ => [],
    };
}
