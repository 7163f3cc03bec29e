using System.Globalization;
using ChatOps.Core.Incidents.Resolving;
using ChatOps.Core.Incidents.UserDecision;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>An attempt ended, in whatever way.</summary>
/// <param name="Attempt">Its number within the incident.</param>
/// <param name="Outcome">How.</param>
/// <param name="Report">What it did and showed.</param>
public sealed record AttemptEnded(int Attempt, AttemptOutcome Outcome, AttemptReport Report) : IncidentInput(Actor.Bot);

/// <summary>A pass that is proven resolves; anything else has failed (rules 2.6 to 2.9).</summary>
internal static class AttemptEndedRule
{
    public static Decision Decide(Draft draft, AttemptEnded input)
    {
        if (draft.Recovery.Attempt(input.Attempt) is not { Outcome: null } attempt) return draft.End();
        var automatic = attempt.By is null;
        var late = !draft.Open || (automatic && draft.Recovery.AutomaticUntil is null);
        draft.Record(new AttemptFinished(draft.Now, draft.By, input.Attempt, input.Outcome, input.Report, late));
        if (!draft.Open) return draft.End();
        if (Proven(draft, input))
        {
            Ended.ByAttempt(draft, attempt);
        }
        else if (automatic)
        {
            if (!late) AfterFailure(draft, input);
        }
        else
        {
            AfterPersonsFailure(draft, attempt, input.Report);
        }

        return draft.End();
    }

    /// <summary>Only a verify that began after the last opening proves anything (rule 2.9); a major incident is ended by a person alone (rule 2.18).</summary>
    private static bool Proven(Draft draft, AttemptEnded input) =>
        input.Outcome == AttemptOutcome.Passed && input.Report.VerifyStartedAt >= draft.Incident.LastOpenedAt && !draft.Incident.Major;

    private static void AfterFailure(Draft draft, AttemptEnded input)
    {
        var outcome = input.Outcome;
        var until = draft.Recovery.AutomaticUntil!.Value;
        if (outcome == AttemptOutcome.PutOff && Dependencies.Hold(draft, until - draft.Now)) return;
        switch (outcome)
        {
            case AttemptOutcome.NotApproved:
                Recover.End(draft, RecoveryEnd.NotApproved, "the step that needs an approval was not approved");
                break;
            case AttemptOutcome.DryRun when draft.Incident.State == IncidentState.Silenced:
                Recover.Stop(draft, RecoveryEnd.Silenced, "a silence pauses it", forGood: false);
                break;
            case AttemptOutcome.DryRun:
                Recover.End(draft, RecoveryEnd.DryRun, draft.Situation.RecoveryOff ?? input.Report.NotDone ?? WhyDry(draft));
                break;
            case AttemptOutcome.TimedOut:
                Recover.End(draft, RecoveryEnd.OutOfTime, Recover.OutOfTime(draft));
                break;
            case var _ when draft.Recovery.AutomaticUsed >= draft.Policy.MaxAttempts:
                Recover.End(draft, RecoveryEnd.AttemptsUsed, string.Create(CultureInfo.InvariantCulture, $"{draft.Recovery.AutomaticUsed} of {draft.Policy.MaxAttempts} attempts failed"));
                break;
            case var _ when draft.Incident.State == IncidentState.Silenced:
                Recover.Stop(draft, RecoveryEnd.Silenced, "a silence pauses it", forGood: false);
                break;
            default:
                Recover.Pause(draft, until, "the pause between two attempts");
                break;
        }
    }

    private static void AfterPersonsFailure(Draft draft, AttemptSummary attempt, AttemptReport report)
    {
        if (draft.Ladder.Option?.Attempt == attempt.Number) Options.Fail(draft, report.Result);
        else draft.Tell(MessageKind.Report);

        // An automatic attempt may have waited for this one.
        if (draft.Recovery is { AutomaticUntil: { } until, NextAttemptAt: null, Running: null } && draft.Incident.State != IncidentState.Silenced)
        {
            Recover.Pause(draft, until, "the pause between two attempts");
        }
    }

    private static string WhyDry(Draft draft) =>
        draft.Incident.Service.InCatalog ? "self-recovery was switched off" : $"{draft.Incident.Service.Name} is not in the catalog, so nothing may act on it";
}
