using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>A person wants a runbook to run for the open incident of a service, as their attempt (rule 2.8); the runbook is <see cref="Situation.NamedRunbook"/>.</summary>
/// <param name="Runbook">The runbook's name, as they typed it.</param>
/// <param name="OverrideBudget">True: they set aside the hourly budget by name.</param>
public sealed record RunRunbook(Actor By, string Runbook, bool OverrideBudget = false, int? Stamp = null) : CommandInput(By, Stamp);

/// <summary>Rule 2.8.</summary>
internal static class RunRunbookRule
{
    public static Decision Decide(Draft draft, RunRunbook input)
    {
        if (draft.Situation.NamedRunbook is not { } runbook) return Unknown(draft, input.Runbook);
        if (Rights.Named(draft, runbook.Roles, "run", $"run {runbook.Name}") is { } no) return no;
        if (!draft.Open) return draft.Nothing(Standing.Of(draft.Incident, draft.Now));
        var command = $"run {runbook.Name} {draft.Incident.Service.Name}";
        if (PersonsAttempt.Refused(draft, runbook, input.OverrideBudget, command) is { } refused) return refused;
        return draft.Done(PersonsAttempt.Started(draft, PersonsAttempt.Start(draft, runbook, approved: false, input.OverrideBudget)));
    }

    public static Decision Unknown(Draft draft, string name) =>
        draft.Refuse(AnswerOutcome.NotFound, $"There is no runbook \"{OutsideText.Line(name, 60)}\". `runbooks` lists those there are.");
}
