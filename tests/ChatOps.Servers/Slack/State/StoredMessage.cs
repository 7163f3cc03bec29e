using System.Text.Json.Nodes;

namespace ChatOps.Servers.Slack.State;

/// <summary>A message as it stands now, with each form that it had before. Guarded by the workspace's lock.</summary>
/// <param name="channel">Id of its conversation.</param>
/// <param name="body">Without thread counts, which are made when it is read.</param>
internal sealed class StoredMessage(string channel, JsonObject body)
{
    public string Channel { get; } = channel;

    public string Ts { get; } = (string)body["ts"]!;

    /// <summary>The parent's ts; a reply's alone.</summary>
    public string? ParentTs { get; init; }

    public bool IsBroadcast { get; init; }

    public JsonObject Body { get; set; } = body;

    public bool IsDeleted { get; set; }

    /// <summary>A deleted parent whose replies still stand.</summary>
    public bool IsTombstone => IsDeleted && Replies.Any(reply => !reply.IsDeleted);

    public List<StoredMessage> Replies { get; } = [];

    public List<SlackVersion> Versions { get; } = [];

    public string? Author => (string?)Body["user"];

    public string? BotId => (string?)Body["bot_id"];

    /// <param name="withMetadata">All of the metadata, not its type alone.</param>
    public JsonObject ToJson(bool withMetadata)
    {
        var json = IsTombstone ? Tombstone() : Body.DeepClone().AsObject();
        if (!withMetadata && json["metadata"] is JsonObject metadata)
        {
            json["metadata"] = new JsonObject { ["event_type"] = metadata["event_type"]?.DeepClone() };
        }

        if (ParentTs is not null)
        {
            json["thread_ts"] = ParentTs;
        }
        else if (Replies.Any(reply => !reply.IsDeleted))
        {
            var alive = Replies.Where(reply => !reply.IsDeleted).ToArray();
            var users = alive.Select(reply => reply.Author).Distinct().ToArray();
            json["thread_ts"] = Ts;
            json["reply_count"] = alive.Length;
            json["reply_users_count"] = users.Length;
            json["reply_users"] = new JsonArray([.. users.Select(user => JsonValue.Create(user))]);
            json["latest_reply"] = alive[^1].Ts;
            json["is_locked"] = false;
            json["subscribed"] = false;
        }

        return json;
    }

    private JsonObject Tombstone() => new()
    {
        ["type"] = "message",
        ["subtype"] = "tombstone",
        ["text"] = "This message was deleted.",
        ["user"] = "USLACKBOT",
        ["hidden"] = true,
        ["ts"] = Ts,
    };

    public SlackMessage Snapshot() =>
        new(Channel, Ts, ParentTs, Author ?? "", BotId, (string?)Body["text"] ?? "", Body.DeepClone().AsObject(), IsDeleted, [.. Versions]);
}
