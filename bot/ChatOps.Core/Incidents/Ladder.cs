namespace ChatOps.Core.Incidents;

/// <summary>Where an incident stands on the ladder: its level, who is asked, who has it, and what happens next.</summary>
public sealed record Ladder
{
    /// <summary>1 to 4; never goes down.</summary>
    public required int Level { get; init; }

    /// <summary>The highest level whose mention went out; its success is counted there (rule 2.29). 1 when nobody was mentioned.</summary>
    public int HighestMentioned { get; init; } = 1;

    /// <summary>The state, in the words of the API.</summary>
    public required IncidentState State { get; init; }

    /// <summary>When and why the incident moves on by itself. Null only when it is resolved and its window has passed, or when it was merged.</summary>
    public Deadline? Deadline { get; init; }

    /// <summary>When the level was entered.</summary>
    public required DateTimeOffset EnteredAt { get; init; }

    /// <summary>The mention of the present level, or null at Level 1.</summary>
    public Mention? Mention { get; init; }

    /// <summary>The one person who has acknowledged, been assigned, or chosen an option.</summary>
    public string? Owner { get; init; }

    /// <summary>When the present level was acknowledged, or null.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>When it was first acknowledged by anybody, for the statistics.</summary>
    public DateTimeOffset? FirstAcknowledgedAt { get; init; }

    /// <summary>What is left of the level's acknowledgement budget, as of <see cref="BudgetFrom"/> (rule 2.13).</summary>
    public TimeSpan AcknowledgeLeft { get; init; }

    /// <summary>What is left of the level's resolution budget, as of <see cref="BudgetFrom"/> (rule 2.13).</summary>
    public TimeSpan ResolveLeft { get; init; }

    /// <summary>Since when the budget of the present state runs; null while it stands still (undelivered, snoozed, silenced).</summary>
    public DateTimeOffset? BudgetFrom { get; init; }

    /// <summary>When the one reminder of the running budget is due, or null.</summary>
    public DateTimeOffset? ReminderAt { get; init; }

    /// <summary>The option that was chosen at Level 4 and is being carried out, or null.</summary>
    public ChosenOption? Option { get; init; }
}

/// <summary>The instant at which an incident moves on by itself.</summary>
/// <param name="At">When.</param>
/// <param name="Reason">What happens then, which of rule 2.11's rows it is.</param>
public sealed record Deadline(DateTimeOffset At, DeadlineReason Reason);

/// <summary>The rows of rule 2.11's table, named by what happens when they are due.</summary>
public enum DeadlineReason
{
    /// <summary>Level 1's time is over: Level 2.</summary>
    RecoveryEnds,

    /// <summary>The mention was not delivered for a full wait: up.</summary>
    Undelivered,

    /// <summary>Nobody acknowledged: up.</summary>
    NotAcknowledged,

    /// <summary>Acknowledged, not resolved: up.</summary>
    NotResolved,

    /// <summary>Mentions again (Level 4, or low at Level 3).</summary>
    MentionAgain,

    /// <summary>The running option failed.</summary>
    OptionEnds,

    /// <summary>A snooze ends: mentions, unacknowledged.</summary>
    SnoozeEnds,

    /// <summary>A silence ends: mentions, with the rest of the wait.</summary>
    SilenceEnds,

    /// <summary>Verify runs again (rule 2.9).</summary>
    SettlingEnds,

    /// <summary>The mute ends; still firing, it reopens (rule 2.24).</summary>
    MuteEnds,

    /// <summary>The reopen window ends: post-mortem, closed.</summary>
    WindowEnds,
}

/// <summary>One mention of one responder for one level.</summary>
/// <param name="Number">1 and up within the incident; a post carries it, and its delivery names it.</param>
/// <param name="Level">The level it is for.</param>
/// <param name="Responder">The role that is asked.</param>
/// <param name="At">When it was decided.</param>
/// <param name="DeliveredAt">When the first platform took it, or null.</param>
/// <param name="FallbackAt">When the fallback route was used, or null.</param>
public sealed record Mention(int Number, int Level, string Responder, DateTimeOffset At, DateTimeOffset? DeliveredAt = null, DateTimeOffset? FallbackAt = null);

/// <summary>An option of Level 4 that somebody chose.</summary>
/// <param name="Name">Which one, as <c>decide</c> takes it: <c>retry</c>, <c>approve</c>, <c>hand</c>, <c>investigate</c>, <c>accept</c>, <c>run</c>, <c>resolve</c>.</param>
/// <param name="Detail">What it was given: a person, a duration, a runbook; or null.</param>
/// <param name="By">Who chose it.</param>
/// <param name="At">When.</param>
public sealed record ChosenOption(string Name, string? Detail, string By, DateTimeOffset At);
