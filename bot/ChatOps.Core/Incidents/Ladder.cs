using System.Text.Json.Serialization;

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

    /// <summary>How many mentions went out so far; the next one's number is one more.</summary>
    public int Mentions { get; init; }

    /// <summary>How often it reopened while it stood at this level (rule 2.25).</summary>
    public int Reopenings { get; init; }

    /// <summary>True when it was snoozed at this level: once is all (rule 2.15).</summary>
    public bool Snoozed { get; init; }

    /// <summary>True when half of the budget to acknowledge was reminded of (rule 2.13).</summary>
    public bool AcknowledgeReminded { get; init; }

    /// <summary>True when half of the budget to resolve was reminded of (rule 2.13).</summary>
    public bool ResolveReminded { get; init; }

    /// <summary>The last trigger that a responder named (rule 2.19), or null.</summary>
    public EscalationTrigger? Trigger { get; init; }

    /// <summary>While a silence pauses it: what it waited for before (rule 2.27).</summary>
    public SilencePause? Pause { get; init; }

    /// <summary>True while all that was mentioned is Level 2, at once by rule 2.17, and nobody has acknowledged: such a mention may not count (rule 2.29).</summary>
    public bool AtOnceOnly { get; init; }

    /// <summary>What it waits for, as one value.</summary>
    [JsonIgnore]
    public LadderWait Wait => new(State, Deadline, BudgetFrom, AcknowledgeLeft, ResolveLeft, ReminderAt);

    internal Ladder With(LadderWait wait) => this with
    {
        State = wait.State,
        Deadline = wait.Deadline,
        BudgetFrom = wait.BudgetFrom,
        AcknowledgeLeft = wait.AcknowledgeLeft,
        ResolveLeft = wait.ResolveLeft,
        ReminderAt = wait.ReminderAt,
    };
}

/// <summary>
/// What an incident waits for and what is left of its budgets. Entries carry it whole, because its instants may depend on working hours, which the
/// incident does not know.
/// </summary>
/// <param name="State">The state.</param>
/// <param name="Deadline">When and why it moves on by itself.</param>
/// <param name="BudgetFrom">Since when the state's budget runs; null while it stands still.</param>
/// <param name="AcknowledgeLeft">What is left of the level's budget to acknowledge, as of <paramref name="BudgetFrom"/>.</param>
/// <param name="ResolveLeft">What is left of the level's budget to resolve, as of <paramref name="BudgetFrom"/>.</param>
/// <param name="ReminderAt">When half of the running budget is over, or null.</param>
public sealed record LadderWait(
    IncidentState State,
    Deadline? Deadline,
    DateTimeOffset? BudgetFrom = null,
    TimeSpan AcknowledgeLeft = default,
    TimeSpan ResolveLeft = default,
    DateTimeOffset? ReminderAt = null);

/// <summary>A pause by a silence (rule 2.27).</summary>
/// <param name="Silence">The silence's id.</param>
/// <param name="From">When the pause began.</param>
/// <param name="Since">When the wait below was last true; later than <paramref name="From"/> when somebody acknowledged meanwhile.</param>
/// <param name="Before">What it waited for then; it goes on with the rest.</param>
public sealed record SilencePause(string Silence, DateTimeOffset From, DateTimeOffset Since, LadderWait Before);

/// <summary>The instant at which an incident moves on by itself.</summary>
/// <param name="At">When.</param>
/// <param name="Reason">What happens then, which of rule 2.11's rows it is.</param>
public sealed record Deadline(DateTimeOffset At, DeadlineReason Reason);

/// <summary>The rows of rule 2.11's table, named by what happens when they are due.</summary>
public enum DeadlineReason
{
    /// <summary>Level 1's time is over: Level 2.</summary>
    RecoveryEnds,

    /// <summary>A service that this one needs is down: looks again (rule 6.7).</summary>
    DependencyDown,

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
/// <param name="Person">The person who is called in the role's place (the owner, or who resolved it), or null.</param>
public sealed record Mention(
    int Number,
    int Level,
    string Responder,
    DateTimeOffset At,
    DateTimeOffset? DeliveredAt = null,
    DateTimeOffset? FallbackAt = null,
    string? Person = null);

/// <summary>An option of Level 4 that somebody chose.</summary>
/// <param name="Name">Which one, as <c>decide</c> takes it: <c>retry</c>, <c>approve</c>, <c>hand</c>, <c>investigate</c>, <c>accept</c>, <c>run</c>, <c>resolve</c>.</param>
/// <param name="Detail">What it was given: a person, a duration, a runbook; or null.</param>
/// <param name="By">Who chose it.</param>
/// <param name="At">When.</param>
/// <param name="Attempt">The attempt that carries it out, or null when people do.</param>
public sealed record ChosenOption(string Name, string? Detail, string By, DateTimeOffset At, int? Attempt = null);
