using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents;

/// <summary>The user chose an option of Level 4 (rule 2.21).</summary>
/// <param name="Option">Which, and what it was given.</param>
/// <param name="Owner">Who carries it out, or null when the bot does.</param>
/// <param name="Wait">What the incident waits for now, and until when.</param>
public sealed record OptionChosen(DateTimeOffset At, Actor By, ChosenOption Option, string? Owner, LadderWait Wait) : TimelineEntry(At, By);

/// <summary>The chosen option did not mend it, or its time is over: the incident waits for a decision again.</summary>
/// <param name="Option">Which.</param>
/// <param name="Because">What was seen, in words for people.</param>
public sealed record OptionFailed(DateTimeOffset At, Actor By, ChosenOption Option, string Because) : TimelineEntry(At, By);
