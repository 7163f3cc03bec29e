using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.Incidents.Silencing;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Resolving;

/// <summary>Another incident becomes part of this one (rule 2.28); forwarded by the decision of that one's <see cref="Merge"/>.</summary>
/// <param name="From">The other one.</param>
/// <param name="Keys">Its keys.</param>
/// <param name="Level">Its level.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Alerts">Its alerts.</param>
/// <param name="First">The first of them.</param>
public sealed record Absorb(
    Actor By,
    IncidentId From,
    IReadOnlyList<IncidentKey> Keys,
    int Level,
    Severity Severity,
    AlertTally Alerts,
    IReadOnlyList<AlertFact> First) : IncidentInput(By);

/// <summary>Rule 2.28, the side of the one that stays: the other's key, alerts, and the higher level.</summary>
internal static class AbsorbRule
{
    public static Decision Decide(Draft draft, Absorb input)
    {
        if (draft.Incident.MergedInto is { } further)
        {
            draft.Do(new Forward(further, input));
            return draft.End();
        }

        var room = Math.Max(0, IncidentFacts.MostAlerts - draft.Incident.Facts.Alerts.Count);
        draft.Record(new IncidentAbsorbed(draft.Now, draft.By, input.From, input.Keys, input.Alerts, input.Severity, [.. input.First.Take(room)]));
        draft.Tell(MessageKind.News);
        if (!draft.Open)
        {
            if (input.Alerts.Firing > 0) Reopening.Do(draft, ReopenCause.FiredAgain, $"{input.From}, which still fires, was merged into it");
            return draft.End();
        }

        if (input.Level > draft.Ladder.Level && draft.Ladder.Level < Levels.Top(draft.Incident))
        {
            Pauses.EndForAct(draft);
            Climb.To(draft, Math.Min(input.Level, Levels.Top(draft.Incident)), ClimbCause.Absorbed, $"{input.From}, which stood at Level {input.Level}, was merged into it");
        }
        else if (draft.Incident.State == IncidentState.Silenced && draft.Situation.Cover is null)
        {
            Pauses.End(draft, $"alerts of {input.From} are not covered by the silence", spent: false);
        }

        return draft.End();
    }
}
