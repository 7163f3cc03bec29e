using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.Opening;
using ChatOps.Storage.Alerts;

namespace ChatOps.Bot.Intake;

/// <summary>
/// The alerts of one transaction. Each is compared with its row and written at once; what they mean for one incident is summed up, so that an incident
/// hears of all of them together, before anything else is told to anybody.
/// </summary>
internal sealed class AlertSession(IntakeSession session)
{
    private readonly List<AlertGroup> _order = [];
    private readonly Dictionary<IncidentId, AlertGroup> _ofIncident = [];
    private readonly Dictionary<IncidentKey, AlertGroup> _opening = [];
    private bool _settling;

    /// <summary>The silences of this transaction.</summary>
    public SilenceSession Silences { get; } = new(session);

    private AlertRows Rows => session.Transaction.Alerts;

    /// <summary>Takes an alert as it came in.</summary>
    /// <returns>Where it belongs; known once the transaction is over.</returns>
    public AlertGroup? Take(PreparedAlert prepared)
    {
        session.Sources.Heard(session, prepared.Filed);
        return Receive(prepared);
    }

    /// <summary>As <see cref="Take"/>, for what the bot itself says.</summary>
    public AlertGroup? Receive(PreparedAlert prepared)
    {
        var filed = prepared.Filed;
        var row = Rows.Find(prepared.Text.Hash);
        if (row is { Known: { Role: AlertRole.Holding, Incident: null } } && Settle()) row = Rows.Find(prepared.Text.Hash);
        var covered = filed.MayOpen && Silences.Cover(filed);
        switch (AlertIntake.Compare(row?.Known, filed, covered))
        {
            case AlertNews.Began:
                return Begin(row?.Id, row?.Known, prepared, row?.Known.Incident, covered);
            case AlertNews.Repeated:
                var startsAt = filed.Alert.StartsAt < row!.Known.StartsAt ? filed.Alert.StartsAt : row.Known.StartsAt;
                // What a source that never lets its alerts expire said too does not end by another one's silence (rule 2.26).
                var lasts = row.Lasts is null ? null : prepared.LastsFrom(session.Now);
                Rows.Renew(row.Id, prepared.Text, filed.Alert.Source, startsAt, lasts, session.Now);
                return AlertGroup.Known(row.Known.Incident);
            case AlertNews.Ended:
                return End(row!, prepared);
            case AlertNews.EndedUnseen:
                var unseen = new KnownAlert(AlertStatus.Resolved, AlertRole.Recorded, null, filed.Alert.StartsAt, filed.Alert.EndsAt ?? session.Now, AlertEnd.Source);
                Rows.Add(prepared.Text, filed.Alert.Source, unseen, null, session.Now);
                return null;
            default:
                return AlertGroup.Known(row?.Known.Incident);
        }
    }

    /// <summary>An alert was not repeated in time (rule 2.26).</summary>
    public void Expire(FullAlertRow full)
    {
        var known = full.Row.Known;
        Rows.Set(full.Row.Id, known with { Status = AlertStatus.Resolved, EndsAt = session.Now, EndedBy = AlertEnd.Expired }, session.Now);
        if (known.Incident is { } incident && known.Role is AlertRole.Holding or AlertRole.Passenger)
        {
            OfIncident(incident).Changes.Ended(session.World.Filing.FileMasked(full.Alert), known.Role, AlertEnd.Expired);
        }
    }

    /// <summary>Lets the passengers of an incident go: those that still fire are taken as new (rule 2.1).</summary>
    public void Release(Incident incident)
    {
        foreach (var full in Rows.Firing(incident.Id))
        {
            if (full.Row.Known.Role == AlertRole.Passenger) Again(full, former: null);
        }
    }

    /// <summary>Looks again at the alerts that silences kept from opening anything; those that no silence covers any more do so now (rule 2.27).</summary>
    public void Unmute()
    {
        const int page = 500;
        long after = 0;
        for (var rows = Rows.Silenced(after, page); rows.Count > 0; rows = Rows.Silenced(after, page))
        {
            foreach (var full in rows)
            {
                after = full.Row.Id;
                if (!Silences.Cover(session.World.Filing.FileMasked(full.Alert))) Again(full, full.Row.Known.Incident);
            }

            if (rows.Count < page) return;
        }
    }

    /// <summary>Tells the incidents what was summed up for them.</summary>
    /// <returns>True when anything was.</returns>
    public bool Settle()
    {
        if (_settling || _order.Count == 0) return false;
        _settling = true;
        try
        {
            // What one incident decides may bring alerts to another.
            for (var i = 0; i < _order.Count; i++) Settle(_order[i]);
        }
        finally
        {
            _order.Clear();
            _ofIncident.Clear();
            _opening.Clear();
            _settling = false;
        }

        return true;
    }

    private void Settle(AlertGroup group)
    {
        if (group.Incident is { } incident) _ofIncident.Remove(incident);
        else _opening.Remove(group.Key!);
        var decision = session.Decide(group.Incident, group.Changes.ToInput(group.Incident is { } to ? session.Find(to) : null, session.Now));
        if (group.Incident is not null) return;
        // A recurring problem does not open its fourth incident: the decision sends the alerts to the last one (rule 2.5).
        group.Incident = decision?.Incident?.Id ?? decision?.Effects.OfType<Forward>().FirstOrDefault(forward => forward.Input is AlertsChanged)?.To;
        foreach (var row in group.Rows)
        {
            // An alert that opened nothing although it may is looked at again when it is repeated.
            if (group.Incident is { } opened) Rows.SetIncident(row, opened);
            else Rows.SetRole(row, AlertRole.Recorded);
        }
    }

    private void Again(FullAlertRow full, IncidentId? former)
    {
        var filed = session.World.Filing.FileMasked(full.Alert with { Status = AlertStatus.Firing });
        Begin(full.Row.Id, full.Row.Known, PreparedAlert.Of(filed) with { Lasts = full.Row.Lasts }, former, Silences.Cover(filed));
    }

    private AlertGroup? Begin(long? row, KnownAlert? known, PreparedAlert prepared, IncidentId? former, bool covered)
    {
        var filed = prepared.Filed;
        if (filed.MayOpen && _opening.Count > 0 && !_opening.ContainsKey(filed.Key)) SettleService(filed.Key);
        var joins = filed.MayOpen && former is null && _opening.TryGetValue(filed.Key, out var opening) ? opening : null;
        var placement = joins is not null ? new Placement(AlertRole.Holding, null, Opens: true) : Place(filed, former, covered);
        var startsAt = known is { Status: AlertStatus.Firing } && known.StartsAt < filed.Alert.StartsAt ? known.StartsAt : filed.Alert.StartsAt;
        var after = new KnownAlert(AlertStatus.Firing, placement.Role, placement.Incident, startsAt, null, null);
        long id;
        if (row is { } existing) Rows.Update(id = existing, prepared.Text, filed.Alert.Source, after, prepared.LastsFrom(session.Now), session.Now);
        else id = Rows.Add(prepared.Text, filed.Alert.Source, after, prepared.LastsFrom(session.Now), session.Now);
        if (placement.Role is AlertRole.Recorded or AlertRole.Silenced) return AlertGroup.Known(placement.Incident);
        var group = joins ?? (placement.Incident is { } incident ? OfIncident(incident) : Opening(filed.Key));
        if (placement.Opens) group.Rows.Add(id);
        var again = placement.Incident is not null && known?.Incident == placement.Incident && known.Role is AlertRole.Holding or AlertRole.Silenced;
        group.Changes.Began(filed, placement.Role, again);
        return group;
    }

    private AlertGroup? End(AlertRow row, PreparedAlert prepared)
    {
        var known = row.Known;
        // The message that it is over may leave out the labels when the sender's own key identifies it.
        if (prepared.Filed.Alert.Key is not null) prepared = PreparedAlert.Of(session.World.Filing.FileMasked(prepared.Filed.Alert with { Labels = Rows.LabelsOf(row.Id) }));
        var filed = prepared.Filed;
        Rows.Update(row.Id, prepared.Text, filed.Alert.Source, known with { Status = AlertStatus.Resolved, EndsAt = filed.Alert.EndsAt ?? session.Now, EndedBy = AlertEnd.Source }, row.Lasts, session.Now);
        if (known.Incident is not { } incident || known.Role is not (AlertRole.Holding or AlertRole.Passenger)) return AlertGroup.Known(known.Incident);
        var group = OfIncident(incident);
        group.Changes.Ended(filed, known.Role, AlertEnd.Source);
        return group;
    }

    private Placement Place(FiledAlert filed, IncidentId? former, bool covered)
    {
        var placement = AlertIntake.Place(filed, Facts(filed, former, covered));
        return placement.Incident is { } incident && IsNamedOtherwise(incident, filed) && Settle() ? AlertIntake.Place(filed, Facts(filed, former, covered)) : placement;
    }

    /// <summary>Whether an alert before this one in the transaction gives the incident, which has no challenge yet, another one: it has to be named first (rule 2.1).</summary>
    private bool IsNamedOtherwise(IncidentId incident, FiledAlert filed) =>
        _ofIncident.TryGetValue(incident, out var group) && group.Changes.Challenge != Challenge.Unknown && group.Changes.Challenge != filed.Key.Challenge
        && session.Find(incident)?.Challenge == Challenge.Unknown;

    private PlacementFacts Facts(FiledAlert filed, IncidentId? former, bool covered)
    {
        var exact = session.Holding(filed.Key);
        IncidentStanding? unknown = null, named = null;
        if (exact is null)
        {
            foreach (var held in session.Transaction.Incidents.HeldBy(filed.Key.Environment, filed.Key.Service))
            {
                if (held.Challenge == Challenge.Unknown) unknown ??= Standing(held.Incident);
                else if (named is null && Standing(held.Incident) is { Resolved: false } open) named = open;
            }
        }

        return new PlacementFacts(covered, Followed(former), Standing(exact), unknown, named);
    }

    private IncidentStanding? Standing(IncidentId? id) => id is { } incident && session.Find(incident) is { } found ? IncidentStanding.Of(found) : null;

    private IncidentStanding? Followed(IncidentId? id)
    {
        var incident = id is { } first ? session.Find(first) : null;
        // An incident that was merged is not merged into again, so the way is short.
        while (incident?.MergedInto is { } into) incident = session.Find(into);
        return incident is null ? null : IncidentStanding.Of(incident);
    }

    /// <summary>An alert without a challenge and one with it may belong together although their keys differ, so those that came first have to have their incident.</summary>
    private void SettleService(IncidentKey key)
    {
        if (_opening.Keys.Any(other => other.Service == key.Service && other.Environment == key.Environment)) Settle();
    }

    private AlertGroup OfIncident(IncidentId incident)
    {
        if (_ofIncident.TryGetValue(incident, out var group)) return group;
        _order.Add(group = new AlertGroup { Incident = incident });
        return _ofIncident[incident] = group;
    }

    private AlertGroup Opening(IncidentKey key)
    {
        if (_opening.TryGetValue(key, out var group)) return group;
        _order.Add(group = new AlertGroup { Key = key });
        return _opening[key] = group;
    }
}
