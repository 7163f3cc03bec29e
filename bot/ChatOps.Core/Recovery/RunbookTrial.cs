using ChatOps.Core.Incidents;

namespace ChatOps.Core.Recovery;

/// <summary>How a runbook fares on a service lately: after so many failures in a row, each of another incident, it is switched off (rule 6.10).</summary>
/// <param name="FailedInARow">How many incidents it failed in a row.</param>
/// <param name="Last">The last of them, or null.</param>
public sealed record RunbookTrial(int FailedInARow, IncidentId? Last)
{
    /// <summary>Nothing failed.</summary>
    public static readonly RunbookTrial Fresh = new(0, null);

    /// <summary>The trial after an attempt. What did not act proves nothing against it; two attempts of one incident fail once.</summary>
    public RunbookTrial After(AttemptOutcome outcome, int actions, IncidentId incident) => outcome switch
    {
        AttemptOutcome.Passed => Fresh,
        AttemptOutcome.Failed or AttemptOutcome.TimedOut when actions > 0 && incident != Last => new(FailedInARow + 1, incident),
        _ => this,
    };

    /// <summary>Whether it is to be switched off.</summary>
    /// <param name="limit">So many failures in a row are enough; 0: never.</param>
    public bool IsEnough(int limit) => limit > 0 && FailedInARow >= limit;
}
