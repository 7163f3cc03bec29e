namespace ChatOps.Core.Incidents;

/// <summary>
/// The clocks an incident can have running at once; storage keeps one row for each, derived from the incident's state in the same transaction,
/// and a sweep brings those that are due back as an input.
/// </summary>
public enum Clock
{
    /// <summary>The deadline of rule 2.11's table: the instant at which the incident moves on by itself.</summary>
    Deadline,

    /// <summary>The end of Level 1's 5 minutes, or of a person's attempt.</summary>
    Recovery,

    /// <summary>The end of the pause before the next automatic attempt.</summary>
    NextAttempt,

    /// <summary>Half of the running budget: one reminder (rule 2.13).</summary>
    Reminder,

    /// <summary>A mention was not delivered in time: the fallback route (rule 2.12).</summary>
    Undelivered,

    /// <summary>Thirty calm minutes end flapping (rule 2.31).</summary>
    Calm,
}

/// <summary>One running clock.</summary>
/// <param name="Clock">Which one.</param>
/// <param name="DueAt">When it strikes.</param>
public sealed record RunningClock(Clock Clock, DateTimeOffset DueAt);
