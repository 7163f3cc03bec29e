using ChatOps.Bot.Intake;
using ChatOps.Core.Incidents.Recovering;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;
using ChatOps.Storage.Attempts;

namespace ChatOps.Bot.Recovery;

/// <summary>What an attempt that ends teaches: how often its runbook mended this, and whether it is to be switched off (rule 6.10). In the ending transaction.</summary>
internal static class Learning
{
    /// <summary>Counts the end; the incident has heard of it.</summary>
    public static void Take(IntakeSession session, AttemptRow row, AttemptOutcome outcome, AttemptReport report)
    {
        if (session.Find(row.Incident) is not { } incident) return;
        var (scores, runbook, challenge) = (session.Transaction.Scores, row.Plan.Runbook, incident.Challenge);
        var score = scores.Of(runbook, challenge, row.Service);
        var taught = row.Purpose == AttemptPurpose.Attempt ? score.After(outcome) : outcome == AttemptOutcome.Passed ? score : score.TakenBack();
        if (taught != score) scores.Put(runbook, challenge, row.Service, taught);
        if (row.Purpose == AttemptPurpose.Attempt) Try(session, row, outcome, report);
    }

    private static void Try(IntakeSession session, AttemptRow row, AttemptOutcome outcome, AttemptReport report)
    {
        var (transaction, runbook) = (session.Transaction, row.Plan.Runbook);
        var trial = transaction.Scores.TrialOf(runbook, row.Service);
        var next = trial.After(outcome, report.Actions, row.Incident);
        if (next == trial) return;
        transaction.Scores.PutTrial(runbook, row.Service, next);
        if (!next.IsEnough(session.World.Catalog.RulesOf(row.Service).OffAfter) || transaction.Switches.RunbookOff(runbook, row.Service) is not null) return;
        transaction.Switches.SetRunbook(runbook, row.Service, isOn: false, Actor.Bot.Name, session.Now);
        session.Feed(row.Incident, new RunbookSwitched(Actor.Bot, false, runbook, next.FailedInARow));
    }
}
