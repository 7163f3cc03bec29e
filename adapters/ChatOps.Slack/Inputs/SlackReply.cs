using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Core.Intake;

namespace ChatOps.Slack.Inputs;

/// <summary>What a delivery of Slack is answered, over HTTP or a socket alike. Many are remembered, so it holds bytes.</summary>
internal sealed record SlackReply
{
    /// <summary>Taken, and nothing to say.</summary>
    public static readonly SlackReply Taken = new();

    /// <summary>Not on disk: Slack should send it again (503; no acknowledgement on a socket).</summary>
    public static readonly SlackReply Again = new() { IsAgain = true };

    /// <summary>Of a workspace that is not ours (401).</summary>
    public static readonly SlackReply Stranger = new() { IsStranger = true };

    /// <param name="body">The answer's body; null: an empty one.</param>
    public SlackReply(JsonObject? body = null) => Body = body is null ? null : Encoding.UTF8.GetBytes(body.ToJsonString());

    /// <summary>The answer's body, JSON; null: an empty one.</summary>
    public byte[]? Body { get; }

    /// <summary>The same as an object.</summary>
    public JsonObject? Message => Body is { } body ? JsonNode.Parse(body) as JsonObject : null;

    /// <summary>See <see cref="Again"/>.</summary>
    public bool IsAgain { get; private init; }

    /// <summary>See <see cref="Stranger"/>.</summary>
    public bool IsStranger { get; private init; }

    /// <summary>True: nothing was stored, so a repeat is worth another try and must not get this answer.</summary>
    public bool IsPassing { get; init; }

    /// <summary>A text that has to come back as it is (<c>challenge</c>).</summary>
    public string? Text { get; init; }

    /// <summary>What is still said once this answer has left.</summary>
    public LateAnswer? Later { get; init; }

    /// <summary>Where <see cref="Later"/> is on disk; null while it is not.</summary>
    public KeptAnswer? Kept { get; init; }

    /// <summary>Work that goes on and whose answer follows, with what follows that; null where all is done.</summary>
    public Task<SlackReply>? Work { get; init; }

    /// <summary>Where the answer of <see cref="Work"/> goes; null: it needs none.</summary>
    public Uri? WorkAddress { get; init; }

    /// <summary>This answer for a repeat of the delivery: what follows it is not said again.</summary>
    public SlackReply Alone => this with { Later = null, Kept = null, Work = null };
}
