using System.Text.Json.Nodes;
using static ChatOps.Servers.Slack.Blocks.Rules;

namespace ChatOps.Servers.Slack.Blocks;

/// <summary>Block Kit with its limits; what it does not know it refuses.</summary>
internal static class BlockRules
{
    private const int MostInMessage = 50;
    private const int MostInView = 100;

    private static readonly Field Type = Must("type", Anything);
    private static readonly Field Id = May("block_id", Text(255));

    private static readonly Rule ContextElement = ByType(new Dictionary<string, Rule>
    {
        ["plain_text"] = TextRules.Either(3_000),
        ["mrkdwn"] = TextRules.Either(3_000),
        ["image"] = ElementRules.Image,
    });

    private static readonly Dictionary<string, Rule> InMessages = new()
    {
        ["section"] = Shape(
            Type, Id, May("text", TextRules.Either(3_000)), May("fields", ListOf(TextRules.Either(2_000), 1, 10)), May("accessory", ByType(WithImage(ElementRules.Pressed))),
            May("expand", Flag)).And(TextOrFields),
        ["header"] = Shape(Type, Id, Must("text", TextRules.Plain(150))),
        ["divider"] = Shape(Type, Id),
        ["context"] = Shape(Type, Id, Must("elements", ListOf(ContextElement, 1, 10))),
        ["actions"] = Shape(Type, Id, Must("elements", ListOf(ByType(ElementRules.Pressed), 1, 25))).And(NoTwinActions),
        ["image"] = Shape(Type, Id, May("image_url", Text(3_000)), May("slack_file", Anything), Must("alt_text", Text(2_000)), May("title", TextRules.Plain(2_000))),
        ["markdown"] = Shape(Type, Id, Must("text", Text(12_000))),
        ["rich_text"] = RichTextRules.Block,
        ["file"] = Shape(Type, Id, Must("external_id", Text(255)), Must("source", OneOf("remote"))),
        ["video"] = Shape(
            Type, Id, Must("alt_text", Text(2_000)), Must("title", TextRules.Plain(200)), Must("thumbnail_url", Text(3_000)), Must("video_url", Text(3_000)), May("title_url", Text(3_000)),
            May("description", TextRules.Plain(200)), May("author_name", Text(50)), May("provider_name", Text(50)), May("provider_icon_url", Text(3_000))),
        ["table"] = Shape(Type, Id, Must("rows", ListOf(ListOf(Anything, 1, 20), 1, 100)), May("column_settings", ListOf(Anything, 0, 20))),
    };

    private static readonly Dictionary<string, Rule> InViews = new(InMessages)
    {
        ["input"] = Shape(
            Type, Id, Must("label", TextRules.Plain(2_000)), Must("element", ByType(ElementRules.Filled)), May("hint", TextRules.Plain(2_000)), May("optional", Flag),
            May("dispatch_action", Flag)),
    };

    public static void CheckMessage(JsonArray blocks, Findings findings, string pointer = "/blocks") =>
        Check(blocks, InMessages, MostInMessage, pointer, findings);

    public static void CheckView(JsonArray blocks, Findings findings, string pointer) => Check(blocks, InViews, MostInView, pointer, findings);

    /// <summary>Characters of all texts together.</summary>
    public static int Characters(JsonNode? node) => node switch
    {
        JsonArray array => array.Sum(Characters),
        JsonObject thing => thing.Sum(field => field.Key == "text" && field.Value is JsonValue text ? text.ToString().Length : Characters(field.Value)),
        _ => 0,
    };

    private static void Check(JsonArray blocks, Dictionary<string, Rule> rules, int most, string pointer, Findings findings)
    {
        ListOf(ByType(rules), 0, most)(blocks, pointer, findings);
        foreach (var twin in blocks.OfType<JsonObject>().Select(block => (string?)(block["block_id"] as JsonValue)).OfType<string>().GroupBy(id => id).Where(ids => ids.Count() > 1))
        {
            findings.Add($"block_id already exists: {twin.Key}", pointer);
        }
    }

    private static void TextOrFields(JsonObject block, string pointer, Findings findings)
    {
        if (block["text"] is null && block["fields"] is null)
        {
            findings.Add("missing required field: text or fields", pointer);
        }
    }

    private static void NoTwinActions(JsonObject block, string pointer, Findings findings)
    {
        var ids = (block["elements"] as JsonArray ?? []).OfType<JsonObject>().Select(element => (string?)(element["action_id"] as JsonValue)).OfType<string>();
        foreach (var twin in ids.GroupBy(id => id).Where(group => group.Count() > 1))
        {
            findings.Add($"action_id already exists: {twin.Key}", $"{pointer}/elements");
        }
    }

    private static Dictionary<string, Rule> WithImage(IReadOnlyDictionary<string, Rule> rules) => new(rules) { ["image"] = ElementRules.Image };
}
