using System.Text.Json.Serialization;

namespace ChatOps.Core.Recovery;

/// <summary>An acting step that somebody may still approve.</summary>
/// <param name="Attempt">The attempt that asked.</param>
/// <param name="Runbook">Its runbook.</param>
/// <param name="Step">The step's name.</param>
/// <param name="Preview">What it would do, as a sentence (<c>roll back checkout to 1.8.2</c>).</param>
/// <param name="Roles">Who may approve.</param>
/// <param name="WaitsUntil">Until when the running attempt waits for it; null once that attempt ended.</param>
/// <param name="Needed">How many different people have to approve (rule 6.12). 1 and up.</param>
/// <param name="Given">Those who approved already, while others are still needed; or null.</param>
/// <param name="NotBy">The person who asked for the attempt and may not approve it (rule 6.12); or null.</param>
public sealed record OfferedApproval(
    int Attempt,
    string Runbook,
    string Step,
    string Preview,
    IReadOnlyList<string> Roles,
    DateTimeOffset? WaitsUntil,
    int Needed = 1,
    IReadOnlyList<string>? Given = null,
    string? NotBy = null)
{
    /// <summary>What the runbook does and what that may break, in its own words; or null.</summary>
    public string? Says { get; init; }

    /// <summary>What was seen before it was asked, a sentence each; or null.</summary>
    public IReadOnlyList<string>? Seen { get; init; }

    /// <summary>How many people still have to approve.</summary>
    [JsonIgnore]
    public int Missing => Math.Max(0, Needed - (Given?.Count ?? 0));
}
