using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOps.Servers.Slack.Blocks;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

/// <summary>Turns arguments into a message as Slack stores it, or refuses them.</summary>
internal static partial class MessageComposing
{
    private const int MostMarkdown = 12_000;
    private const int MostAttachments = 100;

    /// <summary>The parts that text, blocks, attachments, markdown_text and metadata make; an absent one is absent here too.</summary>
    public static JsonObject Content(ApiCall call)
    {
        var content = new JsonObject();
        var blocks = Array(call, "blocks", "invalid_blocks_format");
        var attachments = Array(call, "attachments", "invalid_attachments");
        if (call.Text("markdown_text") is { } markdown)
        {
            if (call.Text("text") is not null || blocks is not null)
            {
                throw new ApiRefusal("markdown_text_conflict");
            }

            if (markdown.Length > MostMarkdown)
            {
                throw new ApiRefusal("msg_too_long");
            }

            blocks = new JsonArray(new JsonObject { ["type"] = "markdown", ["text"] = markdown });
            content["text"] = StoredText.Of(markdown);
        }

        if (call.Text("text") is { } text)
        {
            if (text.Length > StoredText.MostCharacters)
            {
                text = text[..StoredText.MostCharacters];
                call.Warnings.Add("message_truncated");
            }

            content["text"] = StoredText.Of(text);
        }

        if (blocks is not null)
        {
            content["blocks"] = Blocks(blocks, call.Slack.Options.MostBlockCharacters);
        }

        if (attachments is not null)
        {
            content["attachments"] = Attachments(attachments);
        }

        if (call.Json("metadata", "invalid_metadata_format") is { } metadata)
        {
            content["metadata"] = Metadata(metadata, call);
        }

        return content;
    }

    /// <summary>Refuses what has nothing to show.</summary>
    public static void NeedText(JsonObject content)
    {
        if (content["text"] is null && content["blocks"] is not JsonArray { Count: > 0 } && content["attachments"] is not JsonArray { Count: > 0 })
        {
            throw new ApiRefusal("no_text");
        }
    }

    /// <summary>A new message of an app: who wrote it, then its content. It has no subtype, as apps with granular scopes post.</summary>
    public static JsonObject Body(SlackSystem slack, SlackApp app, string ts, JsonObject content, string? username = null)
    {
        var body = new JsonObject
        {
            ["type"] = "message",
            ["user"] = app.BotUser.Id,
            ["ts"] = ts,
            ["bot_id"] = app.BotId,
            ["app_id"] = app.Id,
            ["text"] = "",
            ["team"] = slack.Workspace.TeamId,
            ["bot_profile"] = Profile(app, slack.Workspace.TeamId),
        };
        if (username is not null)
        {
            body["username"] = username;
        }

        foreach (var (name, value) in content)
        {
            body[name] = value?.DeepClone();
        }

        return body;
    }

    public static JsonObject Profile(SlackApp app, string team) => new()
    {
        ["id"] = app.BotId,
        ["app_id"] = app.Id,
        ["user_id"] = app.BotUser.Id,
        ["name"] = app.Name,
        ["icons"] = new JsonObject { ["image_36"] = "", ["image_48"] = "", ["image_72"] = "" },
        ["deleted"] = false,
        ["updated"] = 0,
        ["team_id"] = team,
    };

    public static JsonArray Blocks(JsonArray blocks, int mostCharacters)
    {
        var findings = new Findings();
        BlockRules.CheckMessage(blocks, findings);
        findings.Refuse("invalid_blocks");
        if (BlockRules.Characters(blocks) > mostCharacters)
        {
            throw new ApiRefusal("msg_blocks_too_long");
        }

        return BlockFilling.Fill(blocks);
    }

    private static JsonArray Attachments(JsonArray attachments)
    {
        if (attachments.Count > MostAttachments)
        {
            throw new ApiRefusal("too_many_attachments");
        }

        var findings = new Findings();
        AttachmentRules.Check(attachments, findings);
        findings.Refuse("invalid_attachments");
        return AttachmentRules.Fill(attachments);
    }

    // A type with other signs makes the metadata vanish without a word, as apps have found out.
    private static JsonObject? Metadata(JsonNode node, ApiCall call)
    {
        if (node is not JsonObject metadata)
        {
            throw new ApiRefusal("invalid_metadata_format");
        }

        if (metadata.Count == 0)
        {
            return null;
        }

        if (metadata["event_type"] is not JsonValue type || metadata["event_payload"] is not JsonObject payload || metadata.Count > 2)
        {
            throw new ApiRefusal("invalid_metadata_schema");
        }

        if (payload.ToJsonString().Length > call.Slack.Options.MostMetadataCharacters)
        {
            throw new ApiRefusal("metadata_too_large");
        }

        return EventType().IsMatch(type.ToString()) ? metadata : null;
    }

    private static JsonArray? Array(ApiCall call, string name, string error) => call.Json(name, error) switch
    {
        null => null,
        JsonArray array => array,
        _ => throw new ApiRefusal(error),
    };

    [GeneratedRegex("^[A-Za-z0-9_]+$")]
    private static partial Regex EventType();
}
