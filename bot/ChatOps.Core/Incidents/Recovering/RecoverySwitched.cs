using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>Self-recovery was switched on or off while the incident is open (rule 6.4); whoever runs attempts heeds the switch by itself.</summary>
/// <param name="On">Whether acting steps may act.</param>
/// <param name="Scope">The service, or null for all.</param>
public sealed record RecoverySwitched(Actor By, bool On, string? Scope) : IncidentInput(By);

/// <summary>Rule 6.4: told on the timeline; the next attempt sees the switch in its situation.</summary>
internal static class RecoverySwitchedRule
{
    public static Decision Decide(Draft draft, RecoverySwitched input)
    {
        if (!draft.Open) return draft.End();
        draft.Record(new RecoverySwitchTurned(draft.Now, draft.By, input.On, input.Scope));
        return draft.End();
    }
}
