using System.Text.Json.Nodes;
using static ChatOps.Servers.Slack.Blocks.Rules;

namespace ChatOps.Servers.Slack.Blocks;

/// <summary>Modals and Home.</summary>
internal static class ViewRules
{
    private static readonly Rule Blocks = (node, pointer, findings) =>
    {
        if (node is JsonArray blocks)
        {
            BlockRules.CheckView(blocks, findings, pointer);
        }
        else
        {
            findings.Add("must be an array", pointer);
        }
    };

    private static readonly Field[] Common =
    [
        Must("blocks", Blocks), May("callback_id", Text(255, 0)), May("private_metadata", Text(3_000, 0)), May("external_id", Text(255, 0)),
    ];

    private static readonly Rule Home = Shape([.. Common, Must("type", OneOf("home"))]);

    private static readonly Rule Modal = Shape(
    [
        .. Common, Must("type", OneOf("modal")), Must("title", TextRules.Plain(24)), May("submit", TextRules.Plain(24)), May("close", TextRules.Plain(24)),
        May("clear_on_close", Flag), May("notify_on_close", Flag), May("submit_disabled", Flag),
    ]).And(SubmitForInputs);

    public static void Check(JsonObject view, string type, Findings findings) => (type == "modal" ? Modal : Home)(view, "/view", findings);

    private static void SubmitForInputs(JsonObject view, string pointer, Findings findings)
    {
        if (view["submit"] is null && (view["blocks"] as JsonArray ?? []).OfType<JsonObject>().Any(block => block["type"]?.ToString() == "input"))
        {
            findings.Add("missing required field: submit", pointer);
        }
    }
}
