using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Blocks;

namespace ChatOps.Servers.Slack;

/// <summary>A message as it stood when it was asked for; a copy.</summary>
/// <param name="Channel">Id of its conversation.</param>
/// <param name="Ts">Its timestamp, unique in its conversation.</param>
/// <param name="ThreadTs">The parent's ts; a reply's alone.</param>
/// <param name="User">Id of who wrote it.</param>
/// <param name="BotId">B and more; a bot's alone.</param>
/// <param name="Text">As stored: escaped, with active forms.</param>
/// <param name="Body">The whole message as Slack stores it.</param>
/// <param name="IsDeleted">It was deleted; tests still see it, no app does.</param>
/// <param name="Versions">Every form that it had, the present one last.</param>
public sealed record SlackMessage(
    string Channel, string Ts, string? ThreadTs, string User, string? BotId, string Text, JsonObject Body, bool IsDeleted, IReadOnlyList<SlackVersion> Versions)
{
    /// <summary>Seen by this user alone; none: an ordinary message.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>What a reader sees: the blocks' and attachments' texts, a line each; without any the text.</summary>
    public string Shown => ShownText.Of(Body);

    /// <summary>Everybody whom this message calls: user and group ids, and <c>here</c>, <c>channel</c>, <c>everyone</c>.</summary>
    public IReadOnlyList<string> Mentions => MentionReading.Of(Body);

    /// <summary>The interactive elements of its blocks, in order.</summary>
    public IReadOnlyList<SlackElement> Elements => SlackElement.In(Body["blocks"]);

    public JsonObject? Metadata => Body["metadata"] as JsonObject;
}

/// <param name="At">When it got this form.</param>
/// <param name="Text">Its text.</param>
/// <param name="Body">The whole message in this form.</param>
public sealed record SlackVersion(DateTimeOffset At, string Text, JsonObject Body);
