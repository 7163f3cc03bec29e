using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents;

/// <summary>Somebody has it: they are its owner.</summary>
/// <param name="Owner">The person.</param>
/// <param name="Wait">What it waits for now; null where an acknowledgement starts no wait (Level 1, rule 2.14).</param>
public sealed record Acknowledged(DateTimeOffset At, Actor By, string Owner, LadderWait? Wait) : TimelineEntry(At, By);

/// <summary>A further acknowledgement, which is listed and changes no owner (rule 2.14).</summary>
/// <param name="Who">The person.</param>
/// <param name="Wait">At Level 4 alone: the pause that it gives to the repeats (rule 2.21); else null.</param>
public sealed record AlsoAcknowledged(DateTimeOffset At, Actor By, string Who, LadderWait? Wait) : TimelineEntry(At, By);

/// <summary>The acknowledgement was taken back; nobody has it (rule 2.13).</summary>
/// <param name="Wait">The rest of the budget to acknowledge; null at Level 1.</param>
public sealed record Unacknowledged(DateTimeOffset At, Actor By, LadderWait? Wait) : TimelineEntry(At, By);

/// <summary>It was given to a person, which acknowledges for them (rule 2.13).</summary>
/// <param name="Owner">The person.</param>
/// <param name="Wait">What it waits for now; null where it starts no wait.</param>
public sealed record Assigned(DateTimeOffset At, Actor By, string Owner, LadderWait? Wait) : TimelineEntry(At, By);

/// <summary>It was put off (rule 2.15).</summary>
/// <param name="Wait">Until when.</param>
public sealed record SnoozeBegan(DateTimeOffset At, Actor By, LadderWait Wait) : TimelineEntry(At, By);

/// <summary>A snooze ended before its time.</summary>
/// <param name="Because">Why, in words for people.</param>
public sealed record SnoozeEnded(DateTimeOffset At, Actor By, string Because) : TimelineEntry(At, By);

/// <summary>A silence covers all its firing alerts: waits and mentions stop (rule 2.27). Told again when the pause gets another end.</summary>
/// <param name="Silence">The silence's id, or <see cref="Accepted"/>.</param>
/// <param name="Reason">Why it was put on, or null.</param>
/// <param name="Wait">Until when.</param>
public sealed record SilencePauseBegan(DateTimeOffset At, Actor By, string Silence, string? Reason, LadderWait Wait) : TimelineEntry(At, By)
{
    /// <summary>Stands for the silence that the option "accept and silence until" puts on: it has no id yet when the incident decides.</summary>
    public const string Accepted = "accepted";
}

/// <summary>The pause is over: the silence ended, was lifted, covers no longer all, or may pause no longer.</summary>
/// <param name="Because">Which, in words for people.</param>
/// <param name="Spent">True when the pause reached its limit while the silence goes on: the same silence does not pause it again.</param>
/// <param name="Silence">The silence that goes on; null: the one that the pause was named by.</param>
public sealed record SilencePauseEnded(DateTimeOffset At, Actor By, string Because, bool Spent, string? Silence = null) : TimelineEntry(At, By);
