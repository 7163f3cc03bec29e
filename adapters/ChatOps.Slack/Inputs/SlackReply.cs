using System.Text.Json.Nodes;

namespace ChatOps.Slack.Inputs;

/// <summary>What a delivery of Slack is answered, over HTTP or a socket alike.</summary>
/// <param name="Body">The answer's body; null: an empty one.</param>
internal sealed record SlackReply(JsonObject? Body = null)
{
    /// <summary>Taken, and nothing to say.</summary>
    public static readonly SlackReply Taken = new();

    /// <summary>Not on disk: Slack should send it again (503; no acknowledgement on a socket).</summary>
    public static readonly SlackReply Again = new() { IsAgain = true };

    /// <summary>Of a workspace that is not ours (401).</summary>
    public static readonly SlackReply Stranger = new() { IsStranger = true };

    /// <summary>See <see cref="Again"/>.</summary>
    public bool IsAgain { get; private init; }

    /// <summary>See <see cref="Stranger"/>.</summary>
    public bool IsStranger { get; private init; }

    /// <summary>True: nothing was stored, so a repeat is worth another try and must not get this answer.</summary>
    public bool IsPassing { get; init; }

    /// <summary>A text that has to come back as it is (<c>challenge</c>).</summary>
    public string? Text { get; init; }

    /// <summary>What is still said once this answer has left, at the address that came with the delivery.</summary>
    public Func<CancellationToken, Task>? Then { get; init; }
}
