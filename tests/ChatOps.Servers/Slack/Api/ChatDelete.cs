using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Limits;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

internal static class ChatDelete
{
    public static readonly ApiMethod Method = new("chat.delete", Tier.Three, "chat:write", call =>
    {
        var (conversation, message) = ChatUpdate.Own(call, "ts", "cant_delete_message");
        Posting.Delete(call.Slack, conversation, message);
        return new JsonObject { ["channel"] = conversation.Id, ["ts"] = message.Ts };
    });
}
