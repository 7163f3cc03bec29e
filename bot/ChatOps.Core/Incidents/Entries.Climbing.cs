using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents;

/// <summary>A person asked for the next level.</summary>
/// <param name="Trigger">The trigger they named, or null (rule 2.19).</param>
/// <param name="Reason">Why, in their words, or null.</param>
public sealed record EscalationAsked(DateTimeOffset At, Actor By, EscalationTrigger? Trigger, string? Reason) : TimelineEntry(At, By);

/// <summary>The incident was handed to a level: the message of section 4 tells of this entry.</summary>
/// <param name="Level">2 to 4.</param>
/// <param name="From">The level it left.</param>
/// <param name="Cause">Why.</param>
/// <param name="Because">The same in words for people, with figures (<c>nobody acknowledged within 10 min</c>).</param>
/// <param name="Mention">Who is called.</param>
/// <param name="Owner">Who has it from the start (rule 2.14), or null.</param>
/// <param name="Wait">What it waits for now, and until when.</param>
public sealed record LevelEntered(
    DateTimeOffset At,
    Actor By,
    int Level,
    int From,
    ClimbCause Cause,
    string Because,
    Mention Mention,
    string? Owner,
    LadderWait Wait) : TimelineEntry(At, By);

/// <summary>A level was passed at once, because nobody can reach its responder (rule 2.12).</summary>
/// <param name="Level">2 or 3.</param>
/// <param name="Responder">The role without a handle on an enabled platform.</param>
/// <param name="Because">In words for people.</param>
public sealed record LevelPassed(DateTimeOffset At, Actor By, int Level, string Responder, string Because) : TimelineEntry(At, By);

/// <summary>The present level was mentioned anew.</summary>
/// <param name="Mention">Who is called.</param>
/// <param name="Cause">Why.</param>
/// <param name="Because">The same in words for people.</param>
/// <param name="Wait">What it waits for now, and until when.</param>
public sealed record MentionedAgain(DateTimeOffset At, Actor By, Mention Mention, AgainCause Cause, string Because, LadderWait Wait) : TimelineEntry(At, By);

/// <summary>A platform took a mention for the first time: the wait begins (rule 2.12).</summary>
/// <param name="Number">The mention's number.</param>
/// <param name="Platform">The platform.</param>
/// <param name="Wait">What the incident waits for now; null when the mention was overtaken or starts no wait.</param>
public sealed record MentionArrived(DateTimeOffset At, Actor By, int Number, string Platform, LadderWait? Wait) : TimelineEntry(At, By);

/// <summary>No platform of the route took a mention in time; it goes the fallback route (rule 2.12).</summary>
/// <param name="Number">The mention's number.</param>
/// <param name="Because">Why, in words for people.</param>
public sealed record MentionFellBack(DateTimeOffset At, Actor By, int Number, string Because) : TimelineEntry(At, By);

/// <summary>Half of a budget is over (rule 2.13).</summary>
/// <param name="ToAcknowledge">True: of the budget to acknowledge; false: to resolve.</param>
/// <param name="Responder">Who is waited for: the role, or the owner.</param>
/// <param name="Left">What is left of it.</param>
/// <param name="Next">Who is called then.</param>
public sealed record Reminded(DateTimeOffset At, Actor By, bool ToAcknowledge, string Responder, TimeSpan Left, string Next) : TimelineEntry(At, By);

/// <summary>What a responder says is needed from Level 3 (rule 2.19).</summary>
public enum EscalationTrigger
{
    /// <summary>A fundamental scalability issue: the cloud architect.</summary>
    Scalability,

    /// <summary>A redesign of the infrastructure: the cloud architect.</summary>
    Redesign,

    /// <summary>A restructure of the pipeline: the tech lead.</summary>
    Pipeline,

    /// <summary>A strategy for recovery from disasters: the cloud architect.</summary>
    Dr,

    /// <summary>A matter of architecture: the cloud architect.</summary>
    Architecture,
}

/// <summary>Why a level was entered.</summary>
public enum ClimbCause
{
    /// <summary>Recovery ended without mending it; why stands in the recovery's end.</summary>
    RecoveryEnded,

    /// <summary>A critical service is down: called at once, while recovery runs (rule 2.17).</summary>
    CriticalDown,

    /// <summary>Nobody acknowledged in time.</summary>
    NotAcknowledged,

    /// <summary>Acknowledged, but not resolved in time.</summary>
    NotResolved,

    /// <summary>The mention was not delivered for a full wait (rule 2.12).</summary>
    Undelivered,

    /// <summary>A person asked.</summary>
    Asked,

    /// <summary>It reopened for the third time in one level (rule 2.25).</summary>
    ReopenedAgain,

    /// <summary>It reopened at Level 1 with nothing left for recovery to try (rule 2.25).</summary>
    Reopened,

    /// <summary>It absorbed an incident of a higher level (rule 2.28).</summary>
    Absorbed,

    /// <summary>A major incident stands at Level 4 (rule 2.18).</summary>
    Major,
}

/// <summary>Why a level was mentioned anew.</summary>
public enum AgainCause
{
    /// <summary>Its time to repeat has come (Level 4, or low at Level 3).</summary>
    Repeat,

    /// <summary>A snooze ended (rule 2.15).</summary>
    SnoozeEnded,

    /// <summary>A silence ended (rule 2.27).</summary>
    SilenceEnded,

    /// <summary>The chosen option failed, or its time is over (rule 2.21).</summary>
    OptionEnded,

    /// <summary>It reopened, and the level's last mention is old (rule 2.25).</summary>
    Reopened,

    /// <summary>A person resolved it, and it still fires (rule 2.24).</summary>
    StillFiring,
}
