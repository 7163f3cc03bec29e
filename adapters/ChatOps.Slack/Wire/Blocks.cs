using System.Text.Json.Nodes;

namespace ChatOps.Slack.Wire;

/// <summary>The blocks of Block Kit that we send, beside rich text. Slack refuses a message for a property that it does not know, so there are no others.</summary>
internal static class Blocks
{
    /// <summary>Slack takes no more blocks in a message.</summary>
    public const int Most = 50;

    /// <summary>Slack takes no longer text on a button.</summary>
    public const int LongestLabel = 75;

    /// <summary>Slack takes no longer text in a section.</summary>
    public const int LongestSection = 3000;

    /// <summary>A line with a button beside it.</summary>
    public static JsonObject Choice(string text, JsonObject button) => new() { ["type"] = "section", ["text"] = Plain(text), ["accessory"] = button };

    /// <summary>A row of buttons.</summary>
    public static JsonObject Actions(IEnumerable<JsonObject> buttons) => new() { ["type"] = "actions", ["elements"] = new JsonArray([.. buttons]) };

    /// <summary>A document in CommonMark.</summary>
    public static JsonObject Markdown(string text) => new() { ["type"] = "markdown", ["text"] = text };

    /// <summary>A button.</summary>
    /// <param name="actionId">Unique within the message.</param>
    /// <param name="label">What stands on it; bounded.</param>
    /// <param name="value">What pressing it sends.</param>
    /// <param name="style"><c>primary</c>, <c>danger</c> or null.</param>
    public static JsonObject Button(string actionId, string label, string value, string? style)
    {
        var button = new JsonObject { ["type"] = "button", ["action_id"] = actionId, ["text"] = Plain(label), ["value"] = value };
        if (style is not null) button["style"] = style;
        return button;
    }

    /// <summary>Words that Slack does not parse, not even for emoji.</summary>
    public static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text, ["emoji"] = false };
}
