using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.Incidents.Major;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>A service that needs one that is down waits under it, instead of being restarted and instead of calling people (rule 6.7).</summary>
internal static class Dependencies
{
    /// <summary>The incident waits under the root that there is, and is listed there. False when it has to go on by itself.</summary>
    /// <param name="draft">The decision.</param>
    /// <param name="left">What is left of the 5 minutes of Level 1; they stand still meanwhile.</param>
    public static bool Hold(Draft draft, TimeSpan left)
    {
        // What a silence pauses waits for the silence's end, and looks for a root then.
        if (draft.Situation.DependencyDown is not { } root || draft.Incident.State == IncidentState.Silenced) return false;
        var most = draft.Recovery.MayWait(draft.Policy, draft.Now);
        var until = IncidentDecider.Whole(draft.Now + (most < draft.Policy.RecoveryTimeout ? most : draft.Policy.RecoveryTimeout));
        if (until <= draft.Now) return false;
        var listed = draft.Recovery.Under?.Root.Incident == root.Incident;
        draft.Record(new DependencyWaitBegan(draft.Now, draft.By, root, left > TimeSpan.Zero ? left : TimeSpan.Zero, new Deadline(until, DeadlineReason.DependencyDown)));
        if (listed) return true;
        var incident = draft.Incident;
        var urgent = incident.Ladder.Level == 1 && MajorRules.IsCriticalDown(incident);
        draft.Do(new Forward(root.Incident, new DependantWaits(new MajorChild(incident.Id, incident.Service.Name, incident.Title, incident.Service.Impact), urgent)));
        return true;
    }

    /// <summary>The root may be over, or another may stand in its place; else it waits on, as long as it may.</summary>
    public static void LookAgain(Draft draft)
    {
        if (draft.Recovery.Under is not { } under || Hold(draft, draft.Recovery.TimeLeft)) return;
        var because = draft.Situation.DependencyDown is { } still
            ? $"{still} is still down after {DurationText.Of(draft.Policy.WaitForDependency)}, which is as long as others wait for it"
            : $"{under.Root} is over";
        draft.Record(new DependencyWaitEnded(draft.Now, draft.By, because));
        if (!draft.Recovery.ForGood) Recover.Begin(draft, draft.Recovery.TimeLeft);
        else if (draft.Ladder.Level == 1) Climb.Up(draft, ClimbCause.RecoveryEnded, $"{because}; self-recovery has nothing left to try");
    }
}
