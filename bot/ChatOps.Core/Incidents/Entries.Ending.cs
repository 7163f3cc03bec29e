using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents;

/// <summary>It ended.</summary>
/// <param name="How">What ended it.</param>
/// <param name="Who">The person who said so or whose attempt it was, or null.</param>
/// <param name="Note">What they said, or null.</param>
/// <param name="Attempt">The attempt whose verify passed, or null.</param>
/// <param name="CountsFor">The level whose success it is (rule 2.29), 1 to 4.</param>
/// <param name="Phase">What it still waits for.</param>
/// <param name="Deadline">Until when.</param>
public sealed record IncidentResolved(
    DateTimeOffset At,
    Actor By,
    ResolvedBy How,
    string? Who,
    string? Note,
    int? Attempt,
    int CountsFor,
    EndingPhase Phase,
    Deadline Deadline) : TimelineEntry(At, By);

/// <summary>The time to settle is over and alerts still fire: verify runs again (rule 2.9).</summary>
/// <param name="Deadline">When the verify must have answered; without an answer it counts as failed.</param>
public sealed record SettlingChecked(DateTimeOffset At, Actor By, Deadline Deadline) : TimelineEntry(At, By);

/// <summary>The verify that ran again answered (rule 2.9).</summary>
/// <param name="Attempt">The attempt that had passed.</param>
/// <param name="Passed">False: that attempt has failed after all.</param>
/// <param name="Sentence">What was seen.</param>
public sealed record VerifyRepeated(DateTimeOffset At, Actor By, int Attempt, bool Passed, string Sentence) : TimelineEntry(At, By);

/// <summary>Alerts that still fire are muted (rules 2.9 and 2.24).</summary>
/// <param name="Deadline">Until when, should they not resolve.</param>
public sealed record MuteBegan(DateTimeOffset At, Actor By, Deadline Deadline) : TimelineEntry(At, By);

/// <summary>Settling or the mute is over, nothing fires: the reopen window runs (rule 2.25).</summary>
/// <param name="Deadline">Until when.</param>
public sealed record WindowBegan(DateTimeOffset At, Actor By, Deadline Deadline) : TimelineEntry(At, By);

/// <summary>The reopen window is over; the post-mortem is written (rule 2.29).</summary>
public sealed record IncidentClosed(DateTimeOffset At, Actor By) : TimelineEntry(At, By);

/// <summary>It is open again, as it was (rule 2.25).</summary>
/// <param name="Cause">Why.</param>
/// <param name="Because">The same in words for people.</param>
/// <param name="Wait">What is left of its wait.</param>
public sealed record IncidentReopened(DateTimeOffset At, Actor By, ReopenCause Cause, string Because, LadderWait Wait) : TimelineEntry(At, By);

/// <summary>It became part of another incident (rule 2.28).</summary>
/// <param name="Into">The other one.</param>
public sealed record IncidentMerged(DateTimeOffset At, Actor By, IncidentId Into) : TimelineEntry(At, By);

/// <summary>It took over another incident (rule 2.28).</summary>
/// <param name="From">The other one.</param>
/// <param name="Keys">The other one's keys, which are now its own too.</param>
/// <param name="Alerts">The other one's alerts.</param>
/// <param name="Severity">Their worst severity.</param>
/// <param name="First">The first of them, as many as the incident still keeps.</param>
public sealed record IncidentAbsorbed(
    DateTimeOffset At,
    Actor By,
    IncidentId From,
    IReadOnlyList<IncidentKey> Keys,
    AlertTally Alerts,
    Severity Severity,
    IReadOnlyList<AlertFact> First) : TimelineEntry(At, By);

/// <summary>Why it opened again.</summary>
public enum ReopenCause
{
    /// <summary>An alert that had resolved, or a new label set, fired (rule 2.25).</summary>
    FiredAgain,

    /// <summary>Settling is over and the verify failed (rule 2.9).</summary>
    VerifyFailed,

    /// <summary>The mute is over and it still fires (rule 2.24).</summary>
    StillFiring,

    /// <summary>A person said so.</summary>
    Asked,

    /// <summary>It is one of many of its key in a few hours (rule 2.5).</summary>
    Recurring,
}
