using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>The incident that this one waits under is over, or is no reason to wait any more; whether another is stands in <see cref="Situation.DependencyDown"/>.</summary>
/// <param name="Root">The incident that was waited for.</param>
public sealed record DependencyEnded(IncidentId Root) : IncidentInput(Actor.Bot);

/// <summary>Rule 6.7: what still fires goes on by itself.</summary>
internal static class DependencyEndedRule
{
    public static Decision Decide(Draft draft, DependencyEnded input)
    {
        if (draft.Open && draft.Recovery.Under?.Root.Incident == input.Root) Dependencies.LookAgain(draft);
        return draft.End();
    }
}
