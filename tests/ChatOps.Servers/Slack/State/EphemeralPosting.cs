using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Api;

namespace ChatOps.Servers.Slack.State;

/// <summary>Messages to one person. The lock is held.</summary>
internal static class EphemeralPosting
{
    /// <param name="slack">Where.</param>
    /// <param name="app">Who says it; none: Slack itself.</param>
    /// <param name="conversation">Where it is shown.</param>
    /// <param name="user">Who sees it.</param>
    /// <param name="content">Checked parts of a message.</param>
    /// <param name="threadTs">The thread in which it is shown.</param>
    public static StoredEphemeral Add(SlackSystem slack, SlackApp? app, Conversation conversation, string user, JsonObject content, string? threadTs = null)
    {
        var ts = slack.Workspace.Timestamps.Next();
        var body = app is null
            ? new JsonObject { ["type"] = "message", ["user"] = "USLACKBOT", ["ts"] = ts, ["text"] = content["text"]?.DeepClone() }
            : MessageComposing.Body(slack, app, ts, content);
        body["is_ephemeral"] = true;
        if (threadTs is not null)
        {
            body["thread_ts"] = threadTs;
        }

        var ephemeral = new StoredEphemeral(conversation, user, body);
        Keep(slack, ephemeral);
        slack.Workspace.Ephemerals.Add(ephemeral);
        return ephemeral;
    }

    public static void Change(SlackSystem slack, StoredEphemeral ephemeral, JsonObject content)
    {
        var body = ephemeral.Body.DeepClone().AsObject();
        body.Remove("blocks");
        body.Remove("attachments");
        foreach (var (name, value) in content)
        {
            body[name] = value?.DeepClone();
        }

        ephemeral.Body = body;
        Keep(slack, ephemeral);
    }

    private static void Keep(SlackSystem slack, StoredEphemeral ephemeral) =>
        ephemeral.Versions.Add(new SlackVersion(slack.Time.GetUtcNow(), (string?)ephemeral.Body["text"] ?? "", ephemeral.Body.DeepClone().AsObject()));
}
