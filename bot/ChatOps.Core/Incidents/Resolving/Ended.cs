using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.Incidents.Recovering;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Incidents.Resolving;

/// <summary>Ends, and what a resolved incident still waits for (rules 2.9, 2.23 to 2.25, 2.29).</summary>
internal static class Ended
{
    /// <summary>A verify passed. What still fires gets time to settle (rule 2.9).</summary>
    public static void ByAttempt(Draft draft, AttemptSummary attempt)
    {
        if (draft.Recovery.AutomaticUntil is not null) Recover.Stop(draft, RecoveryEnd.Mended, "a verify passed", forGood: false);
        var fires = draft.Incident.Alerts.Firing > 0;
        var phase = fires ? EndingPhase.Settling : EndingPhase.Window;
        var deadline = fires ? In(draft, draft.Policy.SettleFor, DeadlineReason.SettlingEnds) : Window(draft);
        // A mention made at once by rule 2.17 is no success of Level 2 when nobody had to do anything (rule 2.29).
        var level = draft.Ladder.AtOnceOnly ? 1 : draft.Ladder.HighestMentioned;
        Resolve(draft, new IncidentResolved(draft.Now, draft.By, ResolvedBy.Attempt, attempt.By, null, attempt.Number, level, phase, deadline), MessageKind.Report);
    }

    /// <summary>A person says so. What still fires is muted, and recovery does not go on after a reopening (rule 2.24).</summary>
    public static void ByPerson(Draft draft, string? note)
    {
        var fires = draft.Incident.Alerts.Firing > 0;
        Supersede(draft, $"{draft.By.Name} resolved it", forGood: fires);
        var phase = fires ? EndingPhase.Muted : EndingPhase.Window;
        var deadline = fires ? In(draft, draft.Policy.MuteFor, DeadlineReason.MuteEnds) : Window(draft);
        Resolve(draft, new IncidentResolved(draft.Now, draft.By, ResolvedBy.Person, draft.By.Name, note, null, draft.Ladder.HighestMentioned, phase, deadline), MessageKind.News);
    }

    /// <summary>All its alerts have ended.</summary>
    public static void BySource(Draft draft, ResolvedBy how)
    {
        Supersede(draft, how == ResolvedBy.Expired ? "its alerts were not repeated" : "its alerts resolved", forGood: false);
        Resolve(draft, new IncidentResolved(draft.Now, draft.By, how, null, null, null, draft.Ladder.HighestMentioned, EndingPhase.Window, Window(draft)), MessageKind.News);
    }

    /// <summary>Whatever recovery still does is in vain from now on.</summary>
    public static void Supersede(Draft draft, string because, bool forGood)
    {
        if (draft.Recovery.Running is { } attempt) draft.Do(new SignalAttempt(attempt.Number, AttemptSignal.Superseded, draft.By.Kind == OnCall.ActorKind.Person ? draft.By.Name : null));
        if (draft.Recovery.AutomaticUntil is not null || draft.Recovery.Under is not null || (forGood && Recover.IsOnlyInterrupted(draft.Recovery))) Recover.Stop(draft, RecoveryEnd.Superseded, because, forGood);
    }

    /// <summary>Verify runs again; one that does not answer in time has failed (rule 2.9).</summary>
    public static void AtEndOfSettling(Draft draft)
    {
        var ending = draft.Incident.Ending!;
        if (ending.Verifying)
        {
            draft.Record(new VerifyRepeated(draft.Now, draft.By, ending.Attempt ?? 0, false, "the check did not answer"));
            Reopening.Do(draft, ReopenCause.VerifyFailed, "it still fires, and the check did not answer");
        }
        else if (draft.Situation.AttemptRunbook is not { } runbook || ending.Attempt is not { } number)
        {
            Reopening.Do(draft, ReopenCause.VerifyFailed, "it still fires, and its check is not known any more");
        }
        else
        {
            var deadline = In(draft, draft.Policy.RecoveryTimeout, DeadlineReason.SettlingEnds);
            draft.Record(new SettlingChecked(draft.Now, draft.By, deadline));
            draft.Do(new VerifyAgain(new AttemptPlan(number, runbook.Name, runbook.Text, ending.Who, deadline.At, DryRun: false, Approved: false)));
        }
    }

    /// <summary>What still fires is muted until it resolves, 30 minutes at most (rule 2.9).</summary>
    public static void Mute(Draft draft) => draft.Record(new MuteBegan(draft.Now, draft.By, In(draft, draft.Policy.MuteFor, DeadlineReason.MuteEnds)));

    /// <summary>Still firing, it reopens and mentions who resolved it (rule 2.24).</summary>
    public static void AtEndOfMute(Draft draft)
    {
        if (draft.Incident.Alerts.Firing == 0) BeginWindow(draft);
        else Reopening.Do(draft, ReopenCause.StillFiring, $"it still fires {DurationText.Of(draft.Now - draft.Incident.Ending!.ResolvedAt)} after it was resolved");
    }

    /// <summary>Nothing fires any more: the reopen window counts from here (rule 2.25).</summary>
    public static void BeginWindow(Draft draft) => draft.Record(new WindowBegan(draft.Now, draft.By, Window(draft)));

    /// <summary>The window has passed: the post-mortem is written (rule 2.29), and passengers that still fire are let go (rule 2.1).</summary>
    public static void Close(Draft draft)
    {
        if (draft.Incident.Flap.Flapping) draft.Record(new FlappingEnded(draft.Now, draft.By));
        draft.Record(new IncidentClosed(draft.Now, draft.By));
        draft.Do(new WritePostMortem());
        draft.Tell(MessageKind.PostMortem);
        if (draft.Incident.Alerts.Unclassified > 0) draft.Do(new ReleaseUnclassified());
    }

    private static void Resolve(Draft draft, IncidentResolved entry, MessageKind kind)
    {
        Climb.WithdrawMention(draft);
        draft.Record(entry);
        draft.Tell(kind);
    }

    private static Deadline Window(Draft draft) => In(draft, draft.Policy.ReopenWithin, DeadlineReason.WindowEnds);

    private static Deadline In(Draft draft, TimeSpan wait, DeadlineReason reason) => new(IncidentDecider.Whole(draft.Now + wait), reason);
}
