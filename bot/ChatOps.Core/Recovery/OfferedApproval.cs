namespace ChatOps.Core.Recovery;

/// <summary>An acting step that somebody may still approve.</summary>
/// <param name="Attempt">The attempt that asked.</param>
/// <param name="Runbook">Its runbook.</param>
/// <param name="Step">The step's name.</param>
/// <param name="Preview">What it would do, as a sentence (<c>roll back checkout to 1.8.2</c>).</param>
/// <param name="Roles">Who may approve.</param>
/// <param name="WaitsUntil">Until when the running attempt waits for it; null once that attempt ended.</param>
public sealed record OfferedApproval(int Attempt, string Runbook, string Step, string Preview, IReadOnlyList<string> Roles, DateTimeOffset? WaitsUntil);
