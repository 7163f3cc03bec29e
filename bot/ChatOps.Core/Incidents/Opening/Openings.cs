using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.Incidents.Major;
using ChatOps.Core.Incidents.Recovering;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Opening;

/// <summary>An incident begins at Level 1; recovery starts, and a critical service that is down calls Level 2 at once (rules 2.1, 2.17).</summary>
internal static class Openings
{
    /// <summary>The opening entry, with the facts that every way to open shares.</summary>
    public static void Record(Draft draft, IncidentKey key, Service service, string title, Severity severity, string? classifiedBy, bool declared, AlertsChanged? alerts, IReadOnlyList<string> notes)
    {
        var situation = draft.Situation;
        var tally = alerts is null ? AlertTally.None : new AlertTally(alerts.New + alerts.Refired, 0, alerts.Unclassified);
        var policy = situation.Policy;
        draft.Record(new IncidentOpened(
            draft.Now,
            draft.By,
            situation.NextId,
            key,
            service,
            policy,
            title,
            severity,
            classifiedBy,
            declared,
            notes,
            tally,
            [.. (alerts?.First ?? []).Take(IncidentFacts.MostAlerts)],
            alerts?.Labels ?? new Dictionary<string, string>(),
            new Deadline(IncidentDecider.Whole(draft.Now + policy.RecoveryTimeout), DeadlineReason.RecoveryEnds)));
    }

    /// <summary>Recovery first, so that the message of Level 2 can say that it runs.</summary>
    public static void Start(Draft draft)
    {
        Recover.Begin(draft, draft.Policy.RecoveryTimeout);
        CallAtOnce(draft);
        MajorRules.Watch(draft);
    }

    /// <summary>Rule 2.17. An incident that has left Level 1 has called somebody already.</summary>
    public static void CallAtOnce(Draft draft)
    {
        // Waiting under a root, it has called Level 2 for that one (rule 6.7).
        if (draft.Recovery.Under is not null) return;
        if (draft.Ladder.Level > 1 || !MajorRules.IsCriticalDown(draft.Incident)) return;
        Climb.To(draft, 2, ClimbCause.CriticalDown, $"{draft.Incident.Service.Name} is critical and down: Level 2 is called at once, while self-recovery works");
    }
}
