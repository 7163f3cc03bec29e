using System.Text.Json.Nodes;
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
    public Func<CancellationToken, Task>? Then { get; init; }
}
