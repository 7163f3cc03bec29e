using System.Text.Json.Nodes;

namespace ChatOps.Servers.Slack;

/// <summary>Something that can be pressed, chosen or filled in.</summary>
/// <param name="Block">block_id.</param>
/// <param name="Action">action_id.</param>
/// <param name="Type">Such as <c>button</c>.</param>
/// <param name="Text">A button's label, an input's label; else empty.</param>
/// <param name="Value">A button's value.</param>
/// <param name="Body">The element itself.</param>
/// <param name="IsInput">It stands in an input block.</param>
public sealed record SlackElement(string Block, string Action, string Type, string Text, string? Value, JsonObject Body, bool IsInput)
{
    internal static IReadOnlyList<SlackElement> In(JsonNode? blocks) =>
        [.. blocks is JsonArray array ? array.OfType<JsonObject>().SelectMany(OfBlock) : []];

    private static IEnumerable<SlackElement> OfBlock(JsonObject block)
    {
        var isInput = (string?)block["type"] == "input";
        // Arrays of C#: a JsonArray would take the element away from its block.
        JsonNode?[] inside = (string?)block["type"] switch
        {
            "actions" => [.. block["elements"] as JsonArray ?? []],
            "section" => [block["accessory"]],
            "input" => [block["element"]],
            _ => [],
        };
        return inside.OfType<JsonObject>().Where(element => element["action_id"] is not null).Select(element => new SlackElement(
            (string?)block["block_id"] ?? "",
            (string)element["action_id"]!,
            (string)element["type"]!,
            (string?)(isInput ? block["label"] : element["text"])?["text"] ?? "",
            (string?)element["value"],
            element.DeepClone().AsObject(),
            isInput));
    }
}
