using System.Text.Json.Nodes;
using ChatOps.Core.Intake;
using ChatOps.Teams.Payloads;
using ChatOps.Teams.Rendering;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Teams.Inputs;

/// <summary>What an activity is answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The answer's body; null: an empty one.</param>
internal sealed record TeamsReply(int Status = StatusCodes.Status200OK, JsonObject? Body = null)
{
    /// <summary>Taken, and nothing to say.</summary>
    public static readonly TeamsReply Taken = new();

    /// <summary>An invoke that we do not know.</summary>
    public static readonly TeamsReply NotKnown = new(StatusCodes.Status501NotImplemented);

    /// <summary>Not on disk: it should be sent again.</summary>
    public static readonly TeamsReply Again = new(StatusCodes.Status503ServiceUnavailable) { IsPassing = true };

    /// <summary>True: nothing was stored, so a repeat is worth another try and must not get this answer.</summary>
    public bool IsPassing { get; init; }

    /// <summary>What is still said once this answer has left.</summary>
    public LateAnswer? Later { get; init; }

    /// <summary>Where <see cref="Later"/> is on disk; null while it is not.</summary>
    public KeptAnswer? Kept { get; init; }

    /// <summary>Work that goes on, with what follows it; null where all is done.</summary>
    public Task<TeamsReply>? Work { get; init; }

    /// <summary>This answer for a repeat of the delivery: what follows it is not said again.</summary>
    public TeamsReply Alone => this with { Later = null, Kept = null, Work = null };

    /// <summary>Taken, and the answer follows: for the one who said it alone where others would see it, unless it is for all.</summary>
    public static TeamsReply Answer(Activity said, DrawnCard answer, bool isForAll = false) => Taken with { Later = LateAnswer.To(said, answer, isForAll) };
}
