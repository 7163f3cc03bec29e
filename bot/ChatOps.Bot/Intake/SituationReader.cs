using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.Acknowledging;
using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.Incidents.Major;
using ChatOps.Core.Incidents.Opening;
using ChatOps.Core.Incidents.Recovering;
using ChatOps.Core.Incidents.Resolving;
using ChatOps.Core.Incidents.UserDecision;
using ChatOps.Core.OnCall;

namespace ChatOps.Bot.Intake;

/// <summary>Reads the facts that a decision needs, in its transaction: one function for each family of inputs.</summary>
internal sealed class SituationReader(IntakeSession session)
{
    private readonly RecoveryReader _recovery = new(session);

    private World World => session.World;

    /// <summary>The facts for one input.</summary>
    /// <param name="incident">The incident that gets it; null when one may open.</param>
    /// <param name="input">The input.</param>
    public Situation For(Incident? incident, IncidentInput input) => (incident, input) switch
    {
        (null, AlertsChanged changed) => Opening(changed.Key, Labelled(changed)),
        (null, Declare declare) => WithDown(Opening(declare.Key, LabelSet.Empty), declare, null),
        (null, CriticalServicesDown down) => Opening(down.Key, LabelSet.Empty),
        (null, _) => Always(),
        (_, MentionDelivered or MentionRefused) => Always(),
        (_, AlertsChanged changed) => Alerts(incident, changed),
        (_, CommandInput command) => Command(incident, command),
        _ => Running(incident),
    };

    /// <summary>What every decision may ask.</summary>
    private Situation Always() => new()
    {
        Policy = World.Policy,
        Reachable = World.Reachable,
        WorkingHours = World.WorkingHours,
        Storm = session.Storm,
    };

    /// <summary>An incident may open.</summary>
    private Situation Opening(IncidentKey key, LabelSet labels)
    {
        var service = World.Catalog.Services.Named(key.Service);
        var recent = session.Transaction.Incidents.OpenedSince(key, session.Now - World.Policy.RecurringWithin);
        return _recovery.WithRunbook(Always(), service, key.Challenge, labels, [], null) with
        {
            DependencyDown = Roots.Of(session, service, key.Environment),
            NextId = session.Transaction.Incidents.NextId(),
            Service = service,
            CriticalDown = CriticalDown(service, key.Challenge, null),
            Recent = new Recurrence(recent.Count, recent.Count > 0 && MayReopen(recent[0]) ? recent[0] : null),
            KeyHeldBy = session.Holding(key),
        };
    }

    /// <summary>Alerts came to an incident. While it waits, climbs or recovers and keeps its challenge, next to nothing has to be read.</summary>
    private Situation Alerts(Incident incident, AlertsChanged changed)
    {
        var named = incident.Challenge == Challenge.Unknown && changed.Key.Challenge != Challenge.Unknown;
        if (incident.State is IncidentState.Resolved or IncidentState.Silenced || named)
        {
            var key = named ? incident.Key with { Challenge = changed.Key.Challenge } : incident.Key;
            return Running(incident, key) with { KeyHeldBy = KeyHeldBy(incident, key), Service = incident.Service };
        }

        return Always() with { Cover = session.Alerts.Silences.CoverOf(incident), CriticalDown = CriticalDown(incident.Service, incident.Challenge, incident.Id) };
    }

    /// <summary>A person asks for something.</summary>
    private Situation Command(Incident incident, CommandInput command)
    {
        // Only automatic attempts are limited (rule 2.8): a person's may use a runbook that has no try left. A reopening may start automatic ones.
        var situation = Running(incident, ofPerson: command is not Reopen);
        return command switch
        {
            Declare declare => WithDown(situation, declare, incident.Id),
            Reopen => situation with { KeyHeldBy = KeyHeldBy(incident, incident.Key) },
            Merge merge => situation with { MergeTarget = MergeTarget(merge.Into) },
            Assign assign => situation with { Person = PersonOf(assign.To) },
            RunRunbook run => situation with { NamedRunbook = _recovery.Named(incident, run.Runbook) },
            DecideOption decide => situation with { Person = PersonOf(decide.Person), NamedRunbook = _recovery.Named(incident, decide.Runbook) },
            _ => situation,
        };
    }

    /// <summary>Something happens to an incident by which an attempt may start, or it may climb or end.</summary>
    private Situation Running(Incident incident, IncidentKey? named = null, bool ofPerson = false)
    {
        var challenge = (named ?? incident.Key).Challenge;
        return _recovery.WithRunbook(Always(), incident.Service, challenge, LabelSet.From(incident.Facts.Labels), ofPerson ? [] : incident.Recovery.Attempts, incident) with
        {
            Service = incident.Service,
            DependencyDown = Roots.Of(session, incident.Service, incident.Key.Environment),
            Cover = session.Alerts.Silences.CoverOf(incident),
            CriticalDown = CriticalDown(incident.Service, challenge, incident.Id),
        };
    }

    private CriticalDown CriticalDown(Service service, Challenge challenge, IncidentId? self)
    {
        var counts = service.Criticality == Criticality.Critical && challenge == Challenge.ServiceDown;
        return new CriticalDown(counts ? OthersDown(self) : [], session.OpenMajor);
    }

    /// <summary>One that is declared major takes the critical services that are down already, whatever its own is.</summary>
    private Situation WithDown(Situation situation, Declare declare, IncidentId? self) =>
        declare.Major ? situation with { CriticalDown = situation.CriticalDown with { Others = OthersDown(self) } } : situation;

    private IReadOnlyList<MajorChild> OthersDown(IncidentId? self) =>
    [
        .. session.Transaction.Incidents.CriticalDown()
            .Where(id => id != self)
            .Select(session.Find)
            .OfType<Incident>()
            .Select(other => new MajorChild(other.Id, other.Service.Name, other.Title, other.Service.Impact)),
    ];

    /// <summary>Not while a key that it took over by a merge is another open incident's (rule 2.1).</summary>
    private bool MayReopen(IncidentId id) => session.Find(id) is { } last && KeyHeldBy(last, last.Key) is null;

    private IncidentId? KeyHeldBy(Incident incident, IncidentKey key)
    {
        foreach (var one in incident.AlsoKeys.Prepend(key))
        {
            if (session.Holding(one) is { } holder && holder != incident.Id) return holder;
        }

        return null;
    }

    private MergeTarget? MergeTarget(IncidentId id) =>
        session.Find(id) is { } target ? new MergeTarget(id, target.State != IncidentState.Resolved, target.MergedInto) : null;

    private PersonFacts? PersonOf(string? name) =>
        name is not null && World.Roster.Find(name) is { } person ? new PersonFacts(person.Name, person.Roles) : null;

    private static LabelSet Labelled(AlertsChanged changed) => LabelSet.From(changed.Labels);
}
