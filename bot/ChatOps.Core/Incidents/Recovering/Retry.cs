using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>A person wants the fitting runbook to run once more, as their attempt (rule 2.8).</summary>
/// <param name="OverrideBudget">True: they set aside the hourly budget by name.</param>
public sealed record Retry(Actor By, bool OverrideBudget = false, int? Stamp = null) : CommandInput(By, Stamp);

/// <summary>Rule 2.8.</summary>
internal static class RetryRule
{
    public static Decision Decide(Draft draft, Retry input)
    {
        if (Rights.LadderOrOwner(draft, "retry", "retry") is { } no) return no;
        if (!draft.Open) return draft.Nothing(Standing.Of(draft.Incident, draft.Now));
        if (PersonsAttempt.Running(draft) is { } running) return running;
        if (draft.Situation.Runbook is not { } runbook)
        {
            return draft.Invalid($"There is nothing to retry for {draft.Incident.Id}: {draft.Situation.WhyNoRunbook ?? "no runbook fits"}. `runbooks` lists what can be run by name.");
        }

        if (PersonsAttempt.Refused(draft, runbook, input.OverrideBudget, $"retry {draft.Incident.Id}") is { } refused) return refused;
        return draft.Done(PersonsAttempt.Started(draft, PersonsAttempt.Start(draft, runbook, approved: false, input.OverrideBudget)));
    }
}
