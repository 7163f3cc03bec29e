using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Limits;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

internal static class ChatUpdate
{
    private const int MostText = 4_000;

    public static readonly ApiMethod Method = new("chat.update", Tier.Three, "chat:write", Answer);

    private static JsonObject Answer(ApiCall call)
    {
        var (conversation, message) = Own(call, "ts", "cant_update_message");
        if (call.Text("text") is { Length: > MostText } || call.Text("markdown_text") is { Length: > MostText })
        {
            throw new ApiRefusal("msg_too_long");
        }

        var content = MessageComposing.Content(call);
        if (content.Count == 0)
        {
            throw new ApiRefusal("no_text");
        }

        Posting.Change(call.Slack, conversation, message, Changed(call, message.Body, content));
        return new JsonObject
        {
            ["channel"] = conversation.Id,
            ["ts"] = message.Ts,
            ["text"] = message.Body["text"]?.DeepClone(),
            ["message"] = message.ToJson(withMetadata: true),
        };
    }

    /// <summary>The bot's own message that a call names.</summary>
    public static (Conversation Conversation, StoredMessage Message) Own(ApiCall call, string tsName, string foreignError)
    {
        var conversation = call.Conversation(call.Required("channel"));
        var message = conversation.Find(call.Required(tsName)) ?? throw new ApiRefusal("message_not_found");
        if (conversation.IsArchived)
        {
            throw new ApiRefusal("is_archived");
        }

        return message.Author == call.App.BotUser.Id ? (conversation, message) : throw new ApiRefusal(foreignError);
    }

    // Text without blocks takes the blocks away; what is absent of attachments and metadata stays; a change of blocks alone shows no "edited".
    private static JsonObject Changed(ApiCall call, JsonObject before, JsonObject content)
    {
        var body = before.DeepClone().AsObject();
        foreach (var (name, value) in content)
        {
            if (value is null or JsonArray { Count: 0 })
            {
                body.Remove(name);
            }
            else
            {
                body[name] = value.DeepClone();
            }
        }

        if (content["blocks"] is null)
        {
            if (content["text"] is not null)
            {
                body.Remove("blocks");
            }

            body["edited"] = new JsonObject { ["user"] = call.App.BotUser.Id, ["ts"] = call.Workspace.Timestamps.Next() };
        }

        return body;
    }
}
