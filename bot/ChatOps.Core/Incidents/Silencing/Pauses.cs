using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.Incidents.Recovering;

namespace ChatOps.Core.Incidents.Silencing;

/// <summary>Pauses that silences give to an open incident (rule 2.27): 24 hours at a time, 7 days in all; what runs goes on, nothing new starts.</summary>
internal static class Pauses
{
    /// <summary>The silence pauses the incident, or gives a running pause another end.</summary>
    /// <returns>False when it may pause no longer.</returns>
    public static bool Begin(Draft draft, string silence, DateTimeOffset endsAt, string? reason)
    {
        var until = IncidentDecider.Whole(Earlier(endsAt, Limit(draft)));
        if (until <= draft.Now) return false;
        var same = draft.Ladder.Pause?.Silence == silence && draft.Ladder.Deadline?.At == until;
        if (same) return true;
        if (draft.Ladder.Pause is null) Climb.WithdrawMention(draft);
        var wait = new LadderWait(IncidentState.Silenced, new Deadline(until, DeadlineReason.SilenceEnds), null, draft.Ladder.AcknowledgeLeft, draft.Ladder.ResolveLeft);
        draft.Record(new SilencePauseBegan(draft.Now, draft.By, silence, reason, wait));
        draft.Tell(MessageKind.News);
        if (draft.Recovery is { AutomaticUntil: not null, Running: null } or { Under: not null }) Recover.Stop(draft, RecoveryEnd.Silenced, "a silence pauses it", forGood: false);
        return true;
    }

    /// <summary>Until when silences may pause the incident from now on, or went on pausing it.</summary>
    public static DateTimeOffset Limit(Draft draft)
    {
        var from = draft.Ladder.Pause?.From ?? draft.Now;
        return Earlier(from + draft.Policy.SilenceAtMost, from + draft.Policy.SilenceInAll - draft.Incident.SilencedInAll);
    }

    /// <summary>The pause is over: the level is mentioned anew, with the rest of its wait; at Level 1 recovery goes on.</summary>
    public static void End(Draft draft, string because, bool spent)
    {
        if (draft.Ladder.Pause is not { } pause) return;
        draft.Record(new SilencePauseEnded(draft.Now, draft.By, because, spent, spent ? draft.Situation.Cover?.Silence : null));
        if (draft.Ladder.Level == 1) GoOnAtLevel1(draft);
        else MentionAnew(draft, pause, because);
    }

    /// <summary>A person moves the incident on while a silence pauses it: the pause is over, and the same silence does not begin it again.</summary>
    public static void EndForAct(Draft draft)
    {
        if (draft.Ladder.Pause is null) return;
        draft.Record(new SilencePauseEnded(draft.Now, draft.By, $"{draft.By.Name} moved the incident on", Spent: true, draft.Situation.Cover?.Silence));
    }

    private static void GoOnAtLevel1(Draft draft)
    {
        draft.Tell(MessageKind.News);
        var track = draft.Recovery;
        if (track.AutomaticUntil > draft.Now) return;
        if (track.AutomaticUntil is not null) ClockStruckRule.TimeIsOver(draft);
        else if (Recover.CanGoOn(draft)) Recover.Begin(draft, track.TimeLeft);
        else if (!Dependencies.Hold(draft, track.TimeLeft)) Climb.Up(draft, ClimbCause.RecoveryEnded, track.EndedBecause ?? "self-recovery is over");
    }

    private static void MentionAnew(Draft draft, SilencePause pause, string because)
    {
        var acknowledged = pause.Before.State == IncidentState.Acknowledged;
        if (draft.Ladder.Option is { Attempt: null } option) draft.Record(new OptionFailed(draft.Now, draft.By, option, $"{because}, and it is not resolved"));
        var wait = acknowledged ? draft.Times.Rest(pause.Before, pause.Since) : draft.Times.MentionedAnew(pause.Since);
        Climb.MentionAgain(draft, AgainCause.SilenceEnded, because, wait);
        if (Recover.CanGoOn(draft)) Recover.Begin(draft, draft.Recovery.TimeLeft);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
