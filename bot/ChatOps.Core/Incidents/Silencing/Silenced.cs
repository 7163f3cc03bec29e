using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Silencing;

/// <summary>A silence was put on, began or was extended, and by it all firing alerts of the incident are covered (rule 2.27); which, stands in <see cref="Situation.Cover"/>.</summary>
public sealed record Silenced(Actor By) : IncidentInput(By);

/// <summary>Rule 2.27.</summary>
internal static class SilencedRule
{
    public static Decision Decide(Draft draft, Silenced input)
    {
        var covered = draft.Open && draft.Incident.Alerts.Firing > 0;
        if (covered && draft.Situation.Cover is { } cover) Pauses.Begin(draft, cover.Silence, cover.EndsAt, cover.Reason);
        return draft.End();
    }
}
