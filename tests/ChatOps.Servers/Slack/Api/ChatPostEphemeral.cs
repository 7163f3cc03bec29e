using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Limits;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

internal static class ChatPostEphemeral
{
    public static readonly ApiMethod Method = new("chat.postEphemeral", Tier.Four, "chat:write", Answer);

    private static JsonObject Answer(ApiCall call)
    {
        var conversation = call.Conversation(call.Required("channel"));
        var user = call.Required("user");
        ChatPostMessage.NeedMayPost(call, conversation);
        if (!conversation.Has(user))
        {
            throw new ApiRefusal("user_not_in_channel");
        }

        var content = MessageComposing.Content(call);
        MessageComposing.NeedText(content);
        content.Remove("metadata");
        var parent = ChatPostMessage.Parent(conversation, call.Text("thread_ts"));
        var ephemeral = EphemeralPosting.Add(call.Slack, call.App, conversation, user, content, parent?.Ts);
        return new JsonObject { ["message_ts"] = ephemeral.Ts };
    }
}
