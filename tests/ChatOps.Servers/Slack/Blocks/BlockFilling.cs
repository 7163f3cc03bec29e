using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Blocks;

/// <summary>Adds what Slack adds to blocks that it stores: ids, the flags of text objects, and marked-up texts in their stored form.</summary>
internal static class BlockFilling
{
    public static JsonArray Fill(JsonArray blocks)
    {
        foreach (var block in blocks.OfType<JsonObject>())
        {
            block.TryAdd("block_id", SlackIds.Secret(3)[..5]);
            FillInside(block);
        }

        return blocks;
    }

    private static void FillInside(JsonObject thing)
    {
        switch ((string?)(thing["type"] as JsonValue))
        {
            case "plain_text":
                thing.TryAdd("emoji", true);
                return;
            case "mrkdwn":
                thing.TryAdd("verbatim", false);
                thing["text"] = StoredText.Of((string)thing["text"]!);
                return;
            case { } type when type == "button" || type == "overflow" || type.EndsWith("_select", StringComparison.Ordinal) || type.EndsWith("_input", StringComparison.Ordinal)
                || type.EndsWith("picker", StringComparison.Ordinal) || type is "checkboxes" or "radio_buttons":
                thing.TryAdd("action_id", SlackIds.Secret(3)[..5]);
                break;
        }

        foreach (var (_, value) in thing.ToArray())
        {
            foreach (var inner in value is JsonArray array ? array.OfType<JsonObject>() : value is JsonObject one ? [one] : [])
            {
                FillInside(inner);
            }
        }
    }
}
