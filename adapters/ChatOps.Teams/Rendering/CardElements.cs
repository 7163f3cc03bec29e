using System.Text.Json.Nodes;

namespace ChatOps.Teams.Rendering;

/// <summary>Elements of Adaptive Cards, none newer than version 1.2, so that phones draw them too; actions of 1.4 have an older one to fall back to.</summary>
internal static class CardElements
{
    /// <summary>The version that Action.Execute and refresh need.</summary>
    public const string Version = "1.4";

    /// <summary>What a card is attached as.</summary>
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>A whole card.</summary>
    public static JsonObject Card(IEnumerable<JsonObject> body, IEnumerable<JsonObject> actions)
    {
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = Version,
            ["body"] = new JsonArray([.. body]),
        };
        var below = actions.ToArray();
        if (below.Length > 0) card["actions"] = new JsonArray([.. below]);
        return card;
    }

    /// <summary>A card as an attachment.</summary>
    public static JsonObject Attachment(JsonObject card) => new() { ["contentType"] = ContentType, ["content"] = card };

    /// <summary>A line in which Teams reads mentions, times and a little Markdown.</summary>
    public static JsonObject TextBlock(string text, bool isTitle = false)
    {
        var block = new JsonObject { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true };
        if (isTitle) block["size"] = "Medium";
        return block;
    }

    /// <summary>A line whose texts Teams takes as they are.</summary>
    public static JsonObject RichText(IEnumerable<JsonObject> runs) => new() { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray([.. runs]) };

    /// <summary>A piece of such a line.</summary>
    public static JsonObject TextRun(string text, bool isStrong = false, bool isCode = false)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = CardText.Plain(text) };
        if (isStrong) run["weight"] = "Bolder";
        if (isCode) run["fontType"] = "Monospace";
        return run;
    }

    /// <summary>A piece of such a line that opens an address.</summary>
    public static JsonObject LinkRun(string text, string address)
    {
        var run = TextRun(text);
        run["color"] = "Accent";
        run["selectAction"] = OpenUrl(text, address);
        return run;
    }

    /// <summary>Opens an address.</summary>
    public static JsonObject OpenUrl(string title, string address) => new() { ["type"] = "Action.OpenUrl", ["title"] = title, ["url"] = address };

    /// <summary>Sends data to the bot, which answers with a card or words; where a client cannot, it sends them as a message.</summary>
    public static JsonObject Execute(string title, string verb, JsonObject data) => new()
    {
        ["type"] = "Action.Execute",
        ["title"] = title,
        ["verb"] = verb,
        ["data"] = data,
        ["fallback"] = Submit(title, (JsonObject)data.DeepClone()),
    };

    /// <summary>Sends data to the bot as a message; in a dialog, as what was filled in.</summary>
    public static JsonObject Submit(string title, JsonObject data) => new() { ["type"] = "Action.Submit", ["title"] = title, ["data"] = data };

    /// <summary>Opens a dialog, which the bot is asked for.</summary>
    public static JsonObject Fetch(string title, JsonObject data)
    {
        data["msteams"] = new JsonObject { ["type"] = "task/fetch" };
        return Submit(title, data);
    }

    /// <summary>Shows and hides an element.</summary>
    public static JsonObject Toggle(string title, string id) => new() { ["type"] = "Action.ToggleVisibility", ["title"] = title, ["targetElements"] = new JsonArray(id) };

    /// <summary>Actions within the card.</summary>
    public static JsonObject ActionSet(params IEnumerable<JsonObject> actions) => new() { ["type"] = "ActionSet", ["actions"] = new JsonArray([.. actions]) };

    /// <summary>This element closer to the one above it than usual.</summary>
    public static JsonObject Close(this JsonObject element)
    {
        element["spacing"] = "None";
        return element;
    }
}
