using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Limits;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

internal static class ChatPostMessage
{
    public static readonly ApiMethod Method = new("chat.postMessage", Tier.Posting, "chat:write", Answer);

    private static JsonObject Answer(ApiCall call)
    {
        var conversation = Target(call, call.Required("channel"));
        NeedMayPost(call, conversation);
        var content = MessageComposing.Content(call);
        MessageComposing.NeedText(content);
        var username = call.Text("username");
        if (username is not null || call.Text("icon_emoji") is not null || call.Text("icon_url") is not null)
        {
            call.Need("chat:write.customize");
        }

        var parent = Parent(conversation, call.Text("thread_ts"));
        var body = MessageComposing.Body(call.Slack, call.App, call.Workspace.Timestamps.Next(), content, username);
        var message = Posting.Add(call.Slack, conversation, body, parent, call.Flag("reply_broadcast") && parent is not null);
        return new JsonObject { ["channel"] = conversation.Id, ["ts"] = message.Ts, ["message"] = message.ToJson(withMetadata: true) };
    }

    /// <summary>Refuses if the bot is not in the conversation, or the conversation takes nothing more.</summary>
    public static void NeedMayPost(ApiCall call, Conversation conversation)
    {
        if (conversation.IsArchived)
        {
            throw new ApiRefusal("is_archived");
        }

        if (!conversation.Has(call.App.BotUser.Id) && !call.App.Scopes.Contains("chat:write.public"))
        {
            throw new ApiRefusal("not_in_channel");
        }
    }

    /// <summary>The message under which a thread_ts puts a reply.</summary>
    public static StoredMessage? Parent(Conversation conversation, string? ts)
    {
        if (ts is null)
        {
            return null;
        }

        var parent = conversation.Find(ts) ?? throw new ApiRefusal("thread_not_found");
        return parent.ParentTs is null ? parent : throw new ApiRefusal("cannot_reply_to_message");
    }

    // A user's id stands for the direct message with them, which is opened.
    private static Conversation Target(ApiCall call, string channel)
    {
        if (!call.Workspace.Users.TryGetValue(channel, out var user))
        {
            return call.Conversation(channel);
        }

        if (user.IsDeleted || user.IsBot)
        {
            throw new ApiRefusal("channel_not_found");
        }

        var direct = call.Workspace.Direct([call.App.BotUser.Id, user.Id]);
        direct.IsOpen = true;
        return direct;
    }
}
