using System.Text.Json.Nodes;

namespace ChatOps.Servers.Slack.State;

/// <summary>What can happen to a message, with the events that tell of it. The lock is held.</summary>
internal static class Posting
{
    public static StoredMessage Add(SlackSystem slack, Conversation conversation, JsonObject body, StoredMessage? parent, bool isBroadcast = false)
    {
        if (isBroadcast)
        {
            body["subtype"] = "thread_broadcast";
            body["root"] = parent!.ToJson(withMetadata: false);
        }

        var message = new StoredMessage(conversation.Id, body) { ParentTs = parent?.Ts, IsBroadcast = isBroadcast };
        Keep(slack, message);
        conversation.Add(message);
        parent?.Replies.Add(message);
        slack.Events.Posted(conversation, message, parent);
        return message;
    }

    public static void Change(SlackSystem slack, Conversation conversation, StoredMessage message, JsonObject body)
    {
        var previous = message.ToJson(withMetadata: false);
        message.Body = body;
        Keep(slack, message);
        slack.Events.Changed(conversation, message, previous);
    }

    /// <summary>A parent of replies leaves a tombstone to apps; tests see it as deleted.</summary>
    public static void Delete(SlackSystem slack, Conversation conversation, StoredMessage message)
    {
        var previous = message.ToJson(withMetadata: false);
        message.IsDeleted = true;
        slack.Events.Deleted(conversation, message, previous);
    }

    private static void Keep(SlackSystem slack, StoredMessage message) =>
        message.Versions.Add(new SlackVersion(slack.Time.GetUtcNow(), (string?)message.Body["text"] ?? "", message.Body.DeepClone().AsObject()));
}
