using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Incidents;

/// <summary>Level 1's work began, or goes on after a reopening or a silence.</summary>
/// <param name="Runbook">The runbook that fits.</param>
/// <param name="Until">The end of the whole of Level 1 (rule 2.7).</param>
public sealed record RecoveryStarted(DateTimeOffset At, Actor By, string Runbook, DateTimeOffset Until) : TimelineEntry(At, By);

/// <summary>An attempt was counted and may run (rule 2.6).</summary>
/// <param name="Number">1 and up within the incident.</param>
/// <param name="Runbook">What it runs.</param>
/// <param name="Person">The person whose attempt it is, or null for an automatic one.</param>
/// <param name="Until">When it must have ended.</param>
/// <param name="DryRun">True: acting steps only say what they would do, and it counts as no attempt (rule 6.4).</param>
/// <param name="Approved">True: approved beforehand (rule 6.2).</param>
/// <param name="Overridden">True: the person set aside the hourly budget by name (rule 2.8).</param>
/// <param name="Score">How often its runbook had mended this before; null: never tried, or not known.</param>
public sealed record AttemptStarted(
    DateTimeOffset At,
    Actor By,
    int Number,
    string Runbook,
    string? Person,
    DateTimeOffset Until,
    bool DryRun,
    bool Approved,
    bool Overridden,
    RunbookScore? Score = null) : TimelineEntry(At, By);

/// <summary>The next automatic attempt waits: for the pause, for another attempt on the same target (rule 6.5), or for a person's attempt.</summary>
/// <param name="Until">When it is tried again; null: when the attempt that runs has ended.</param>
/// <param name="Because">Why, in words for people.</param>
public sealed record AttemptPutOff(DateTimeOffset At, Actor By, DateTimeOffset? Until, string Because) : TimelineEntry(At, By);

/// <summary>A step of an attempt ended. Told by whoever runs attempts; it leaves the incident as it is (rule 6.6).</summary>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="Step">The step's name.</param>
/// <param name="Action">The action it ran.</param>
/// <param name="Risk">The risk of it.</param>
/// <param name="Passed">Whether what it expects is so; null when it was skipped or only previewed.</param>
/// <param name="Sentence">What was seen or done.</param>
/// <param name="Output">Bounded, masked raw output, or null.</param>
/// <param name="Took">How long it ran.</param>
public sealed record AttemptStepped(
    DateTimeOffset At,
    Actor By,
    int Attempt,
    string Step,
    string Action,
    Risk Risk,
    bool? Passed,
    string Sentence,
    string? Output,
    TimeSpan Took) : TimelineEntry(At, By);

/// <summary>An attempt ended.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Outcome">How.</param>
/// <param name="Report">What it did and showed.</param>
/// <param name="Late">True when it ended after its time, or after the incident had resolved: it is only recorded (rule 2.7).</param>
public sealed record AttemptFinished(DateTimeOffset At, Actor By, int Number, AttemptOutcome Outcome, AttemptReport Report, bool Late) : TimelineEntry(At, By);

/// <summary>A person's attempt used up its 5 minutes and was told to end.</summary>
/// <param name="Number">Its number.</param>
public sealed record AttemptOverdue(DateTimeOffset At, Actor By, int Number) : TimelineEntry(At, By);

/// <summary>A step of the running attempt waits for an approval (section 6 of the protocol).</summary>
/// <param name="Approval">What is asked, of whom, until when.</param>
public sealed record ApprovalAsked(DateTimeOffset At, Actor By, OfferedApproval Approval) : TimelineEntry(At, By);

/// <summary>A person approved: the waiting step runs, or (rule 6.2) an attempt of that person starts.</summary>
/// <param name="Approval">What was approved.</param>
public sealed record ApprovalGiven(DateTimeOffset At, Actor By, OfferedApproval Approval) : TimelineEntry(At, By);

/// <summary>A person rejected: the step is not offered any more.</summary>
/// <param name="Approval">What was rejected.</param>
/// <param name="Reason">Why, or null.</param>
public sealed record ApprovalRejected(DateTimeOffset At, Actor By, OfferedApproval Approval, string? Reason) : TimelineEntry(At, By);

/// <summary>Level 1's work is over, for good or until a reopening or the end of a silence.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Because">The same in words for people.</param>
/// <param name="TimeLeft">What is left of the 5 minutes (rule 2.25).</param>
/// <param name="ForGood">True: it does not go on after a reopening (rule 2.24).</param>
public sealed record RecoveryEnded(DateTimeOffset At, Actor By, RecoveryEnd Reason, string Because, TimeSpan TimeLeft, bool ForGood) : TimelineEntry(At, By);

/// <summary>A runbook was switched on or off for the service while this incident was there (rule 6.10). Changes nothing by itself.</summary>
/// <param name="On">Whether its acting steps may act by themselves.</param>
/// <param name="Runbook">The runbook.</param>
/// <param name="Service">The service.</param>
/// <param name="FailedInARow">How many incidents it failed in a row, when the bot switched it off; else 0.</param>
public sealed record RunbookSwitchTurned(DateTimeOffset At, Actor By, bool On, string Runbook, string Service, int FailedInARow) : TimelineEntry(At, By);

/// <summary>A person approved, and so many other people have to approve too (rule 6.12).</summary>
/// <param name="Approval">What was approved, with those who approved by now.</param>
public sealed record ApprovalCounted(DateTimeOffset At, Actor By, OfferedApproval Approval) : TimelineEntry(At, By);

/// <summary>A service that this one needs is down: self-recovery waits for it, and so does Level 1 (rule 6.7).</summary>
/// <param name="Root">What is down.</param>
/// <param name="TimeLeft">What is left of the 5 minutes of Level 1; they stand still meanwhile.</param>
/// <param name="Deadline">When it looks again.</param>
public sealed record DependencyWaitBegan(DateTimeOffset At, Actor By, DependencyDown Root, TimeSpan TimeLeft, Deadline Deadline) : TimelineEntry(At, By);

/// <summary>What was waited for is over, or was waited for as long as may be: the incident goes on by itself (rule 6.7).</summary>
/// <param name="Because">Which of the two, in words for people.</param>
public sealed record DependencyWaitEnded(DateTimeOffset At, Actor By, string Because) : TimelineEntry(At, By);

/// <summary>An incident of a service that needs this one waits under it (rule 6.7).</summary>
/// <param name="Dependant">That incident.</param>
public sealed record DependantListed(DateTimeOffset At, Actor By, MajorChild Dependant) : TimelineEntry(At, By);

/// <summary>Why recovery ended.</summary>
public enum RecoveryEnd
{
    /// <summary>A verify passed.</summary>
    Mended,

    /// <summary>No runbook fits, or the service is one that nothing may act on.</summary>
    NoRunbook,

    /// <summary>All automatic attempts are used (rule 2.8).</summary>
    AttemptsUsed,

    /// <summary>The 5 minutes are over (rule 2.7).</summary>
    OutOfTime,

    /// <summary>The runbook acted on the service as often as it may in an hour (rule 2.10).</summary>
    BudgetUsed,

    /// <summary>Nobody approved in time, or somebody rejected (rule 6.2).</summary>
    NotApproved,

    /// <summary>Only a dry run was allowed (rule 6.4).</summary>
    DryRun,

    /// <summary>The incident resolved without it, or was merged.</summary>
    Superseded,

    /// <summary>A silence pauses it (rule 2.27).</summary>
    Silenced,
}

/// <summary>Self-recovery was switched on or off, for all or for this service, while this incident was open. Changes nothing by itself.</summary>
/// <param name="On">Whether acting steps may act.</param>
/// <param name="Scope">The service, or null for all.</param>
public sealed record RecoverySwitchTurned(DateTimeOffset At, Actor By, bool On, string? Scope) : TimelineEntry(At, By);
