using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>An incident of a service that needs this one's waits under it; forwarded by that incident's decision.</summary>
/// <param name="Dependant">That incident.</param>
/// <param name="Urgent">True: its service is critical and down, which would have called Level 2 at once (rule 2.17).</param>
public sealed record DependantWaits(MajorChild Dependant, bool Urgent) : IncidentInput(Actor.Bot);

/// <summary>Rule 6.7: it is listed here, and Level 2 is called for the root in its place.</summary>
internal static class DependantWaitsRule
{
    public static Decision Decide(Draft draft, DependantWaits input)
    {
        if (!draft.Open) return draft.End();
        if (draft.Incident.Facts.Dependants.All(known => known.Incident != input.Dependant.Incident))
        {
            draft.Record(new DependantListed(draft.Now, draft.By, input.Dependant));
        }

        if (input.Urgent && draft.Ladder.Level == 1 && draft.Incident.State != IncidentState.Silenced)
        {
            Climb.To(draft, 2, ClimbCause.CriticalDown, $"{input.Dependant.Service}, which needs {draft.Incident.Service.Name}, is critical and down: Level 2 is called at once, while self-recovery works");
        }

        return draft.End();
    }
}
