using System.Text.Json.Nodes;

namespace ChatOps.Servers.Slack.State;

/// <summary>A message that one person alone sees until they reload.</summary>
/// <param name="channel">Where it is shown.</param>
/// <param name="user">Who sees it.</param>
/// <param name="body">The message.</param>
internal sealed class StoredEphemeral(Conversation channel, string user, JsonObject body)
{
    public Conversation Channel { get; } = channel;

    public string User { get; } = user;

    public string Ts { get; } = (string)body["ts"]!;

    public JsonObject Body { get; set; } = body;

    public bool IsGone { get; set; }

    public List<SlackVersion> Versions { get; } = [];

    public SlackMessage Snapshot() =>
        new(Channel.Id, Ts, (string?)Body["thread_ts"], (string?)Body["user"] ?? "", (string?)Body["bot_id"], (string?)Body["text"] ?? "",
            Body.DeepClone().AsObject(), IsGone, [.. Versions])
        {
            OnlyFor = User,
        };
}
