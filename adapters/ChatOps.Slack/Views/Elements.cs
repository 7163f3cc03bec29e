using System.Text.Json.Nodes;

namespace ChatOps.Slack.Views;

/// <summary>Inputs of forms. A block and its element have one id, so an answer names both.</summary>
internal static class Elements
{
    /// <summary>The menu of the catalog's services.</summary>
    public const string ServiceMenu = "service";

    /// <summary>The menu of open incidents.</summary>
    public const string IncidentMenu = "incident";

    /// <summary>The menu of incidents that have a post-mortem.</summary>
    public const string EndedMenu = "ended";

    private const int MostOption = 75;
    private const int MostText = 3000;

    /// <summary>A text without marks.</summary>
    public static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text };

    /// <summary>A line of a menu; texts that are too long are cut.</summary>
    public static JsonObject Option(string text, string value) => new() { ["text"] = Plain(OutsideText.Line(text, MostOption)), ["value"] = value };

    /// <summary>A menu that asks us while somebody types; it shows its first lines at once.</summary>
    public static JsonObject Menu(string id, string label, string placeholder, JsonObject? initial = null)
    {
        var element = new JsonObject { ["type"] = "external_select", ["action_id"] = id, ["placeholder"] = Plain(placeholder), ["min_query_length"] = 0 };
        if (initial is not null) element["initial_option"] = initial;
        return Input(id, label, element);
    }

    /// <summary>A text to type.</summary>
    public static JsonObject Text(string id, string label, bool lines, string? initial = null, string? placeholder = null, string? hint = null, bool optional = false)
    {
        var element = new JsonObject { ["type"] = "plain_text_input", ["action_id"] = id, ["multiline"] = lines, ["max_length"] = lines ? 2000 : 200 };
        if (!string.IsNullOrEmpty(initial)) element["initial_value"] = OutsideText.Lines(initial, lines ? 1500 : 200);
        if (placeholder is not null) element["placeholder"] = Plain(placeholder);
        var input = Input(id, label, element);
        if (hint is not null) input["hint"] = Plain(hint);
        if (optional) input["optional"] = true;
        return input;
    }

    /// <summary>A box to tick; ticked, its value is the id.</summary>
    public static JsonObject Tick(string id, string label, string text)
    {
        var element = new JsonObject { ["type"] = "checkboxes", ["action_id"] = id, ["options"] = new JsonArray(Option(text, id)) };
        var input = Input(id, label, element);
        input["optional"] = true;
        return input;
    }

    /// <summary>A line that says something.</summary>
    public static JsonObject Line(string text) => new()
    {
        ["type"] = "section",
        ["text"] = Plain(OutsideText.Lines(text, MostText)),
    };

    private static JsonObject Input(string id, string label, JsonObject element) => new()
    {
        ["type"] = "input",
        ["block_id"] = id,
        ["label"] = Plain(label),
        ["element"] = element,
    };
}
