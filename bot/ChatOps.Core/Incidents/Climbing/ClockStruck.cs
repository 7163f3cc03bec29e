using ChatOps.Core.Incidents.Recovering;
using ChatOps.Core.Incidents.Resolving;
using ChatOps.Core.Incidents.Silencing;
using ChatOps.Core.Incidents.UserDecision;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Incidents.Climbing;

/// <summary>A clock of the incident is due. One that was set anew meanwhile, or stopped, is no news; however late it comes, it moves by one level at most (rule 2.22).</summary>
/// <param name="Clock">Which one.</param>
/// <param name="DueAt">When it was due, as the sweep found it.</param>
public sealed record ClockStruck(Clock Clock, DateTimeOffset DueAt) : IncidentInput(Actor.Bot);

/// <summary>Rule 2.11's table, row by row, and the clocks beside it.</summary>
internal static class ClockStruckRule
{
    public static Decision Decide(Draft draft, ClockStruck input)
    {
        if (draft.Incident.Due(input.Clock) is not { } due || due > draft.Now) return draft.End();
        // Served late, what was to be said during a wait is overtaken by the end of that wait.
        var during = input.Clock is Clock.Reminder or Clock.Undelivered;
        switch (during && draft.Ladder.Deadline?.At <= draft.Now ? Clock.Deadline : input.Clock)
        {
            case Clock.Deadline: AtDeadline(draft, draft.Ladder.Deadline!.Reason); break;
            case Clock.Recovery: AtEndOfRecovery(draft); break;
            case Clock.NextAttempt: Recover.TryNext(draft); break;
            case Clock.Reminder: Remind(draft); break;
            case Clock.Undelivered: FallBack(draft, $"no platform took it within {DurationText.Of(draft.Policy.UndeliveredAfter)}"); break;
            case Clock.Calm: CalmDown(draft); break;
        }

        return draft.End();
    }

    /// <summary>The fallback route is next, once for each mention (rule 2.12).</summary>
    public static void FallBack(Draft draft, string because)
    {
        var mention = draft.Ladder.Mention!;
        draft.Record(new MentionFellBack(draft.Now, draft.By, mention.Number, because));
        draft.Call(MessageKind.Mention, mention, fallback: true);
    }

    private static void AtDeadline(Draft draft, DeadlineReason reason)
    {
        var ladder = draft.Ladder;
        switch (reason)
        {
            case DeadlineReason.RecoveryEnds: TimeIsOver(draft); break;
            case DeadlineReason.DependencyDown: Dependencies.LookAgain(draft); break;
            case DeadlineReason.Undelivered: Climb.Up(draft, ClimbCause.Undelivered, $"{Responder(ladder)} could not be reached for {Waited(draft, ladder.EnteredAt)}"); break;
            case DeadlineReason.NotAcknowledged: Climb.Up(draft, ClimbCause.NotAcknowledged, $"{Responder(ladder)} did not acknowledge within {DurationText.Of(draft.Times.Budgets(ladder.Level).AcknowledgeWithin)}"); break;
            case DeadlineReason.NotResolved: Climb.Up(draft, ClimbCause.NotResolved, $"{ladder.Owner ?? Responder(ladder)} had it for {Waited(draft, ladder.AcknowledgedAt)} and did not resolve it"); break;
            case DeadlineReason.MentionAgain: Repeat(draft); break;
            case DeadlineReason.OptionEnds: Options.TimeIsOver(draft); break;
            case DeadlineReason.SnoozeEnds: Climb.MentionAgain(draft, AgainCause.SnoozeEnded, "the snooze is over", draft.Times.MentionedAnew(draft.Now)); break;
            case DeadlineReason.SilenceEnds: Pauses.End(draft, "the silence is over", spent: draft.Situation.Cover is not null); break;
            case DeadlineReason.SettlingEnds: Ended.AtEndOfSettling(draft); break;
            case DeadlineReason.MuteEnds: Ended.AtEndOfMute(draft); break;
            case DeadlineReason.WindowEnds: Ended.Close(draft); break;
        }
    }

    private static void AtEndOfRecovery(Draft draft)
    {
        if (draft.Recovery.PersonUntil <= draft.Now)
        {
            if (draft.Ladder.Option?.Attempt == draft.Recovery.Running?.Number) Options.TimeIsOver(draft);
            else Overdue(draft);
        }

        if (draft.Open && draft.Recovery.AutomaticUntil <= draft.Now) TimeIsOver(draft);
    }

    /// <summary>A person's attempt has used up its time: it is told to end, and its end will be recorded.</summary>
    public static void Overdue(Draft draft)
    {
        if (draft.Recovery.Running is not { } attempt) return;
        draft.Record(new AttemptOverdue(draft.Now, draft.By, attempt.Number));
        draft.Do(new SignalAttempt(attempt.Number, AttemptSignal.TimeOut, null));
    }

    /// <summary>The 5 minutes of Level 1 are over: what runs is told to end (rule 2.7).</summary>
    public static void TimeIsOver(Draft draft)
    {
        if (draft.Recovery.Running is { By: null } attempt) draft.Do(new SignalAttempt(attempt.Number, AttemptSignal.TimeOut, null));
        Recover.End(draft, RecoveryEnd.OutOfTime, Recover.OutOfTime(draft));
    }

    private static void Repeat(Draft draft)
    {
        if (draft.Ladder.Option is not null) Options.TimeIsOver(draft);
        else Climb.MentionAgain(draft, AgainCause.Repeat, "nobody has decided yet", draft.Times.Repeating(draft.Ladder.Level));
    }

    private static void Remind(Draft draft)
    {
        var ladder = draft.Ladder;
        var toAcknowledge = ladder.State == IncidentState.AwaitingAcknowledgement;
        var left = (ladder.Deadline?.At ?? draft.Now) - draft.Now;
        var who = toAcknowledge ? Responder(ladder) : ladder.Owner ?? Responder(ladder);
        draft.Record(new Reminded(draft.Now, draft.By, toAcknowledge, who, left, Levels.ResponderOf(draft.Incident, ladder.Level + 1)));
        draft.Tell(MessageKind.Reminder);
    }

    private static void CalmDown(Draft draft)
    {
        draft.Record(new FlappingEnded(draft.Now, draft.By));
        draft.Tell(MessageKind.News);
    }

    private static string Responder(Ladder ladder) => ladder.Mention?.Responder ?? "the responder";

    private static string Waited(Draft draft, DateTimeOffset? since) => DurationText.Of(draft.Now - (since ?? draft.Now));
}
