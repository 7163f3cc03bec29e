using System.Globalization;
using System.Text.Json.Nodes;
using static ChatOps.Servers.Slack.Blocks.Rules;

namespace ChatOps.Servers.Slack.Blocks;

/// <summary>Legacy attachments. Their fields are many and Slack drops those that it does not know.</summary>
internal static class AttachmentRules
{
    public static void Check(JsonArray attachments, Findings findings)
    {
        for (var index = 0; index < attachments.Count; index++)
        {
            var pointer = string.Create(CultureInfo.InvariantCulture, $"/attachments/{index}");
            if (attachments[index] is not JsonObject attachment)
            {
                findings.Add("must be an object", pointer);
                continue;
            }

            if (attachment["blocks"] is JsonArray blocks)
            {
                BlockRules.CheckMessage(blocks, findings, $"{pointer}/blocks");
            }
            else if (((string[])["text", "fallback", "title", "pretext", "image_url", "fields"]).All(name => attachment[name] is null))
            {
                findings.Add("missing required field: text or fallback", pointer);
            }

            if (attachment["footer"] is { } footer)
            {
                Text(300)(footer, $"{pointer}/footer", findings);
            }
        }
    }

    public static JsonArray Fill(JsonArray attachments)
    {
        for (var index = 0; index < attachments.Count; index++)
        {
            var attachment = attachments[index]!.AsObject();
            attachment["id"] = index + 1;
            if (attachment["blocks"] is JsonArray blocks)
            {
                BlockFilling.Fill(blocks);
            }

            foreach (var name in (string[])["pretext", "text"])
            {
                if (attachment[name] is JsonValue text)
                {
                    attachment[name] = StoredText.Of(text.ToString());
                }
            }

            attachment.TryAdd("fallback", (attachment["title"] ?? attachment["text"])?.DeepClone() ?? "[no preview available]");
        }

        return attachments;
    }
}
