using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Resolving;

/// <summary>A person says that it is not over (rule 2.25).</summary>
public sealed record Reopen(Actor By, int? Stamp = null) : CommandInput(By, Stamp);

/// <summary>Rule 2.25: at any time, and refused while another of its key is open.</summary>
internal static class ReopenRule
{
    public static Decision Decide(Draft draft, Reopen input)
    {
        if (Rights.LadderOrOwner(draft, "reopen", "reopen") is { } no) return no;
        if (draft.Open) return draft.Nothing($"{draft.Incident.Id} is open. {Standing.Of(draft.Incident, draft.Now)}");
        if (draft.Incident.MergedInto is { } into) return draft.Nothing($"{draft.Incident.Id} was merged into {into}; reopen that one.");
        if (draft.Situation.KeyHeldBy is { } other) return draft.Nothing($"{other} is open for the same problem of {draft.Incident.Service.Name}; {draft.Incident.Id} stays as it is.");
        Reopening.Do(draft, ReopenCause.Asked, $"{draft.By.Name} reopened it");
        return draft.Done(Standing.Of(draft.Incident, draft.Now));
    }
}
