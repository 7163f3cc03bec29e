using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>A runbook was switched on or off for this incident's service (rule 6.10); whoever runs attempts heeds the switch by itself.</summary>
/// <param name="On">Whether its acting steps may act by themselves.</param>
/// <param name="Runbook">The runbook.</param>
/// <param name="FailedInARow">How many incidents it failed in a row, when the bot switched it off; else 0.</param>
public sealed record RunbookSwitched(Actor By, bool On, string Runbook, int FailedInARow = 0) : IncidentInput(By);

/// <summary>Rule 6.10: told on the timeline, and when the bot did it, to the coordinators.</summary>
internal static class RunbookSwitchedRule
{
    public static Decision Decide(Draft draft, RunbookSwitched input)
    {
        if (draft.Incident.MergedInto is not null) return draft.End();
        draft.Record(new RunbookSwitchTurned(draft.Now, draft.By, input.On, input.Runbook, draft.Incident.Service.Name, input.FailedInARow));
        // Not held back by flapping: it is said once, and calls somebody.
        if (draft.By.Kind == ActorKind.Bot) draft.Do(new Post(MessageKind.News, draft.Last));
        return draft.End();
    }
}
