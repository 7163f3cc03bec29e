using System.Text.Json.Nodes;

namespace ChatOps.Servers.Slack.Blocks;

/// <summary>The texts that a client draws.</summary>
internal static class ShownText
{
    public static string Of(JsonObject message)
    {
        string[] lines = [.. Texts(message["blocks"]), .. (message["attachments"] as JsonArray ?? []).SelectMany(OfAttachment)];
        return message["blocks"] is JsonArray { Count: > 0 } ? string.Join('\n', lines) : string.Join('\n', [(string?)message["text"] ?? "", .. lines]);
    }

    private static IEnumerable<string> OfAttachment(JsonNode? attachment) =>
        ((string[])["pretext", "title", "text"]).Select(name => (string?)attachment?[name]).OfType<string>().Concat(Texts(attachment?["blocks"]));

    // Text objects and elements of rich text carry their words in "text", whatever surrounds them.
    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(Texts),
        JsonObject { } inner when inner["text"] is JsonValue value => [(string)value!],
        JsonObject { } inner => inner.Where(field => field.Key is not ("value" or "confirm")).SelectMany(field => Texts(field.Value)),
        _ => [],
    };
}
