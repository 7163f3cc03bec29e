using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.Incidents.Major;
using ChatOps.Core.Incidents.Recovering;

namespace ChatOps.Core.Incidents.Resolving;

/// <summary>Reopening: as it was, with what was left (rules 2.5, 2.8, 2.9, 2.24, 2.25).</summary>
internal static class Reopening
{
    private const int OnceTooOften = 3;

    /// <summary>The incident is open again.</summary>
    public static void Do(Draft draft, ReopenCause cause, string because)
    {
        var ending = draft.Incident.Ending!;
        draft.Record(new IncidentReopened(draft.Now, draft.By, cause, because, Wait(draft, ending)));
        var level = draft.Ladder.Level;
        // The top level has none above it: there it goes on as it was, however often.
        var tooOften = draft.Ladder.Reopenings >= OnceTooOften && level < Levels.Top(draft.Incident);
        var resolver = cause == ReopenCause.StillFiring && ending.By == ResolvedBy.Person ? ending.Who : null;
        if (!tooOften && level > 1) AsItWas(draft, cause, because, resolver);
        else Tell(draft);
        if (Recover.CanGoOn(draft)) Recover.Begin(draft, draft.Recovery.TimeLeft);
        if (tooOften && draft.Ladder.Level == level) Climb.Up(draft, ClimbCause.ReopenedAgain, $"it reopened {OnceTooOften} times at this level: {because}", resolver);
        else if (draft.Ladder.Level == 1 && draft.Recovery is { AutomaticUntil: null, Under: null }) Climb.Up(draft, ClimbCause.Reopened, $"{because}; self-recovery has nothing left to try", resolver);
        MajorRules.Watch(draft);
    }

    /// <summary>News; a mention only if the level's last one is older than the wait to acknowledge, or somebody resolved what still fires.</summary>
    private static void AsItWas(Draft draft, ReopenCause cause, string because, string? resolver)
    {
        var ladder = draft.Ladder;
        var old = ladder.Mention is not { } mention || draft.Times.Spent(mention.At, draft.Now) > draft.Times.MentionIsOldAfter(ladder.Level);
        if (resolver is not null) Again(draft, AgainCause.StillFiring, because, resolver);
        else if (old && ladder.State != IncidentState.Snoozed && !Held(draft, cause)) Again(draft, AgainCause.Reopened, because, null);
        else Tell(draft);
    }

    private static void Again(Draft draft, AgainCause cause, string because, string? resolver)
    {
        var ladder = draft.Ladder;
        var waiting = ladder.State is IncidentState.AwaitingAcknowledgement or IncidentState.AwaitingDecision;
        Climb.MentionAgain(draft, cause, because, waiting ? draft.Times.MentionedAnew(draft.Now) : ladder.Wait, resolver);
    }

    /// <summary>Flapping holds back what is no change of level (rule 2.31).</summary>
    private static bool Held(Draft draft, ReopenCause cause) => draft.Incident.Flap.Flapping && cause == ReopenCause.FiredAgain;

    private static void Tell(Draft draft) => draft.Tell(MessageKind.News);

    private static LadderWait Wait(Draft draft, Ending ending)
    {
        var before = ending.Before;
        var wait = before.Pause?.Before ?? before.Wait;
        var since = before.Pause?.Since ?? ending.ResolvedAt;
        if (before.Level > 1) return draft.Times.Rest(wait, since);
        // What follows in this decision sets Level 1's own deadline, or leaves Level 1.
        return new LadderWait(IncidentState.Recovering, new Deadline(draft.Now, DeadlineReason.RecoveryEnds));
    }
}
