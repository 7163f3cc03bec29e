using ChatOps.Core.Incidents;
using ChatOps.Storage.Engine;
using ChatOps.Storage.Json;

namespace ChatOps.Storage.Incidents;

/// <summary>Incidents, for the transaction that decides about them.</summary>
public sealed class IncidentRows
{
    internal const string FindSql = Columns + " where id = ?";

    internal const string Columns = "select body, firing, ended, unclassified, version, id from incidents cross join incident_bodies on incident = id";

    private readonly Connection _connection;

    internal IncidentRows(Connection connection) => _connection = connection;

    /// <summary>The id that the next incident gets.</summary>
    public IncidentId NextId()
    {
        using var select = _connection.Prepare("select coalesce(max(id), 0) + 1 from incidents");
        select.Step();
        return select.Incident(0);
    }

    /// <summary>The incident of this id, or null.</summary>
    public Incident? Find(IncidentId id) => Find(_connection, id);

    /// <summary>Writes a new incident.</summary>
    public void Add(Incident incident)
    {
        using (var insert = _connection.Prepare("""
            insert into incidents (environment, service, challenge, key, state, level, severity, owner, opened_at, resolved_at, parent, major, critical_down, merged,
              firing, ended, unclassified, version, id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """))
        {
            BindAll(insert, incident).Bind(incident.Id).Run();
        }

        using var body = _connection.Prepare("insert into incident_bodies (incident, body) values (?, ?)");
        body.Bind(incident.Id);
        StorageJson.Bind(body, incident, StorageJson.Default.Incident);
        body.Run();
    }

    /// <summary>Writes an incident that changed: all of it, or its counts alone when nothing else did.</summary>
    /// <returns>What was written.</returns>
    public RowChange Update(Incident before, Incident after)
    {
        if (ListedAlike(before, after))
        {
            // The columns of the indexes are left alone: SQLite writes each index that an update names, changed or not.
            using var counts = _connection.Prepare("update incidents set firing = ?, ended = ?, unclassified = ?, version = ? where id = ?");
            counts.Bind(after.Alerts.Firing).Bind(after.Alerts.Resolved).Bind(after.Alerts.Unclassified).Bind(after.Version).Bind(after.Id).Run();
            if (OnlyCountsDiffer(before, after)) return RowChange.Counts;
        }
        else
        {
            using var all = _connection.Prepare("""
                update incidents set environment = ?, service = ?, challenge = ?, key = ?, state = ?, level = ?, severity = ?, owner = ?, opened_at = ?, resolved_at = ?,
                  parent = ?, major = ?, critical_down = ?, merged = ?, firing = ?, ended = ?, unclassified = ?, version = ? where id = ?
                """);
            BindAll(all, after).Bind(after.Id).Run();
        }

        using var body = _connection.Prepare("update incident_bodies set body = ? where incident = ?");
        StorageJson.Bind(body, after, StorageJson.Default.Incident);
        body.Bind(after.Id).Run();
        return RowChange.Body;
    }

    /// <summary>The incident that holds this key, or null.</summary>
    public IncidentId? Holding(IncidentKey key)
    {
        using var select = _connection.Prepare("select incident from open_keys where key = ?");
        return select.Bind(KeyText.Of(key)).Step() ? select.Incident(0) : null;
    }

    /// <summary>The keys that incidents of this service hold, the oldest incident first.</summary>
    public IReadOnlyList<HeldKey> HeldBy(string environment, string service)
    {
        using var select = _connection.Prepare("select challenge, incident from open_keys where service = ? and environment = ? order by incident");
        return select.Bind(service).Bind(environment).All(row => new HeldKey(row.Enum<Core.Alerts.Challenge>(0), row.Incident(1)));
    }

    /// <summary>Lets an incident hold a key (rule 2.1); a key that another holds fails the transaction.</summary>
    public void Hold(IncidentKey key, IncidentId incident)
    {
        using var insert = _connection.Prepare("insert into open_keys (key, environment, service, challenge, incident) values (?, ?, ?, ?, ?)");
        insert.Bind(KeyText.Of(key)).Bind(key.Environment).Bind(key.Service).Bind(key.Challenge).Bind(incident).Run();
    }

    /// <summary>Frees a key that this incident holds.</summary>
    public void Release(IncidentKey key, IncidentId incident)
    {
        using var delete = _connection.Prepare("delete from open_keys where key = ? and incident = ?");
        delete.Bind(KeyText.Of(key)).Bind(incident).Run();
    }

    /// <summary>The incidents of a key that opened after then, the newest first; merged ones are left aside.</summary>
    public IReadOnlyList<IncidentId> OpenedSince(IncidentKey key, DateTimeOffset since)
    {
        using var select = _connection.Prepare("select id from incidents where key = ? and opened_at > ? and merged = 0 order by opened_at desc, id desc");
        return select.Bind(KeyText.Of(key)).Bind(since).All(row => row.Incident(0));
    }

    /// <summary>Incidents of a key that opened before this one, the newest first.</summary>
    public IReadOnlyList<IncidentId> EarlierOf(IncidentKey key, IncidentId incident, int limit)
    {
        using var select = _connection.Prepare("select id from incidents where key = ? and id < ? order by opened_at desc, id desc limit ?");
        return select.Bind(KeyText.Of(key)).Bind(incident).Bind(limit).All(row => row.Incident(0));
    }

    /// <summary>Incidents in one state, oldest first.</summary>
    public IReadOnlyList<IncidentId> InState(IncidentState state)
    {
        using var select = _connection.Prepare("select id from incidents where state = ? order by id");
        return select.Bind(state).All(row => row.Incident(0));
    }

    /// <summary>Incidents that are not resolved, oldest first.</summary>
    public IReadOnlyList<IncidentId> Open()
    {
        using var select = _connection.Prepare("select id from incidents where state <> 'resolved' order by id");
        return select.All(row => row.Incident(0));
    }

    /// <summary>Incidents of a service that are not resolved, oldest first.</summary>
    public IReadOnlyList<IncidentId> OpenOf(string service)
    {
        using var select = _connection.Prepare("select id from incidents where service = ? and state <> 'resolved' order by id");
        return select.Bind(service).All(row => row.Incident(0));
    }

    /// <summary>How incidents of a service in an environment stand that are not resolved, majors left aside; oldest first.</summary>
    public IReadOnlyList<StandingIncident> Standing(string service, string environment)
    {
        using var select = _connection.Prepare("select id, challenge, state from incidents where service = ? and state <> 'resolved' and environment = ? and major = 0 order by id");
        return select.Bind(service).Bind(environment).All(row => new StandingIncident(row.Incident(0), row.Enum<Core.Alerts.Challenge>(1), row.Enum<IncidentState>(2)));
    }

    /// <summary>Incidents of an owner that are not resolved, oldest first.</summary>
    public IReadOnlyList<IncidentId> OwnedBy(string owner)
    {
        using var select = _connection.Prepare("select id from incidents where owner = ? and state <> 'resolved' order by id");
        return select.Bind(owner).All(row => row.Incident(0));
    }

    /// <summary>When the newest incidents opened, the newest first.</summary>
    public IReadOnlyList<DateTimeOffset> LastOpened(int limit)
    {
        using var select = _connection.Prepare("select opened_at from incidents order by id desc limit ?");
        return select.Bind(limit).All(row => row.Instant(0));
    }

    /// <summary>Open incidents of critical services that are down (rule 2.18).</summary>
    public IReadOnlyList<IncidentId> CriticalDown()
    {
        using var select = _connection.Prepare("select id from incidents where critical_down = 1 order by id");
        return select.All(row => row.Incident(0));
    }

    /// <summary>The open major incident, or null.</summary>
    public IncidentId? OpenMajor()
    {
        using var select = _connection.Prepare("select min(id) from incidents where major = 1 and state <> 'resolved'");
        return select.Step() ? select.IncidentOrNull(0) : null;
    }

    internal static Incident? Find(Connection connection, IncidentId id)
    {
        using var select = connection.Prepare(FindSql);
        return select.Bind(id).Step() ? Row(select, connection.Bodies.Read(id, select.Utf8(0))) : null;
    }

    /// <summary>Reads a row of <see cref="Columns"/>.</summary>
    internal static Incident Row(Statement row) => Row(row, StorageJson.Read(row, 0, StorageJson.Default.Incident));

    private static Incident Row(Statement row, Incident body) =>
        body with { Alerts = new AlertTally(row.Int32(1), row.Int32(2), row.Int32(3)), Version = row.Int64(4) };

    private static Statement BindAll(Statement statement, Incident incident)
    {
        var open = incident.State != IncidentState.Resolved;
        return statement
            .Bind(incident.Key.Environment).Bind(incident.Key.Service).Bind(incident.Challenge).Bind(KeyText.Of(incident.Key))
            .Bind(incident.State).Bind(incident.Ladder.Level).Bind(incident.Severity).Bind(incident.Ladder.Owner)
            .Bind(incident.OpenedAt).Bind(incident.Ending?.ResolvedAt).Bind(incident.Parent).Bind(incident.Major)
            .Bind(open && !incident.Major && incident.Service.Criticality == Core.OnCall.Criticality.Critical && incident.Challenge == Core.Alerts.Challenge.ServiceDown)
            .Bind(incident.MergedInto is not null)
            .Bind(incident.Alerts.Firing).Bind(incident.Alerts.Resolved).Bind(incident.Alerts.Unclassified).Bind(incident.Version);
    }

    private static bool OnlyCountsDiffer(Incident before, Incident after) => before == after with { Alerts = before.Alerts, Version = before.Version };

    private static bool ListedAlike(Incident before, Incident after) =>
        before.State == after.State && before.Ladder.Level == after.Ladder.Level && before.Ladder.Owner == after.Ladder.Owner && before.Severity == after.Severity
        && before.Key == after.Key && before.OpenedAt == after.OpenedAt && before.Ending?.ResolvedAt == after.Ending?.ResolvedAt
        && before.Parent == after.Parent && before.Major == after.Major && before.MergedInto == after.MergedInto;
}

/// <summary>How an open incident stands.</summary>
/// <param name="Incident">Which.</param>
/// <param name="Challenge">The kind of problem.</param>
/// <param name="State">Its state.</param>
public sealed record StandingIncident(IncidentId Incident, Core.Alerts.Challenge Challenge, IncidentState State);

/// <summary>A key that an open incident holds.</summary>
/// <param name="Challenge">The key's challenge.</param>
/// <param name="Incident">Who holds it.</param>
public sealed record HeldKey(Core.Alerts.Challenge Challenge, IncidentId Incident);
