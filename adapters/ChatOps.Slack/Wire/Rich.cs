using System.Text.Json.Nodes;

namespace ChatOps.Slack.Wire;

/// <summary>
/// Rich text, whose words Slack never parses: what came from outside can hold stars, links or <c>&lt;!channel&gt;</c> and shows them as they are. Only an element
/// of its own formats, links or calls somebody.
/// </summary>
internal static class Rich
{
    /// <summary>A block of these parts.</summary>
    public static JsonObject Block(IEnumerable<JsonObject> parts) => new() { ["type"] = "rich_text", ["elements"] = List(parts) };

    /// <summary>A paragraph of these elements.</summary>
    public static JsonObject Section(IEnumerable<JsonObject> elements) => new() { ["type"] = "rich_text_section", ["elements"] = List(elements) };

    /// <summary>Long data in a fixed width.</summary>
    public static JsonObject Preformatted(string text) => new() { ["type"] = "rich_text_preformatted", ["elements"] = List([Text(text)]) };

    /// <summary>Words. Slack refuses empty ones.</summary>
    public static JsonObject Text(string text, string? style = null) => Styled(new() { ["type"] = "text", ["text"] = text }, style);

    /// <summary>A link; its words must not be empty.</summary>
    public static JsonObject Link(string url, string text) => new() { ["type"] = "link", ["url"] = url, ["text"] = text };

    /// <summary>An instant in the reader's own zone and language.</summary>
    public static JsonObject Date(DateTimeOffset at, string fallback) => new()
    {
        ["type"] = "date",
        ["timestamp"] = at.ToUnixTimeSeconds(),
        ["format"] = "{date_short_pretty} {time}",
        ["fallback"] = fallback,
    };

    /// <summary>Calls a person.</summary>
    public static JsonObject User(string id) => new() { ["type"] = "user", ["user_id"] = id };

    /// <summary>Calls a user group.</summary>
    public static JsonObject UserGroup(string id) => new() { ["type"] = "usergroup", ["usergroup_id"] = id };

    /// <summary>Names a channel.</summary>
    public static JsonObject Channel(string id) => new() { ["type"] = "channel", ["channel_id"] = id };

    private static JsonObject Styled(JsonObject element, string? style)
    {
        if (style is not null) element["style"] = new JsonObject { [style] = true };
        return element;
    }

    private static JsonArray List(IEnumerable<JsonObject> nodes) => new([.. nodes]);
}
