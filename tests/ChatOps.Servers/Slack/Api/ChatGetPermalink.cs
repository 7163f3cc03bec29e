using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Limits;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

internal static class ChatGetPermalink
{
    public static readonly ApiMethod Method = new("chat.getPermalink", Tier.Special, null, call =>
    {
        var conversation = call.Conversation(call.Required("channel"));
        var message = conversation.Find(call.Required("message_ts")) ?? throw new ApiRefusal("message_not_found");
        return new JsonObject { ["channel"] = conversation.Id, ["permalink"] = Of(call.Workspace, message) };
    })
    {
        Reads = true,
    };

    public static string Of(Workspace workspace, StoredMessage message)
    {
        var link = $"https://{workspace.Domain}.slack.com/archives/{message.Channel}/p{message.Ts.Replace(".", "", StringComparison.Ordinal)}";
        return message.ParentTs is null ? link : $"{link}?thread_ts={message.ParentTs}&cid={message.Channel}";
    }
}
