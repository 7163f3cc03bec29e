using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Limits;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

internal static class ConversationsReplies
{
    public static readonly ApiMethod Method = new("conversations.replies", Tier.Three, null, Answer) { Reads = true };

    // A reply's own ts gives that reply alone, as Slack does. The parent comes first, whatever the bounds.
    private static JsonObject Answer(ApiCall call)
    {
        var conversation = ConversationsHistory.Readable(call);
        var named = conversation.FindVisible(call.Required("ts")) ?? throw new ApiRefusal("thread_not_found");
        var replies = ConversationsHistory.Between(call, named.Replies.Where(reply => !reply.IsDeleted));
        return ConversationsHistory.Page(call, [named, .. replies], 999);
    }
}
