using ChatOps.Core.Incidents;
using ChatOps.Core.Recovery;
using ChatOps.Storage.Engine;
using ChatOps.Storage.Json;

namespace ChatOps.Storage.Attempts;

/// <summary>Attempts, for the runner and for people.</summary>
public sealed class AttemptReads
{
    internal const string WaitingSql = Columns + " where state = 'waiting' order by id limit ?";

    internal const string RunningSql = Columns + " where state = 'running' order by id limit ?";

    private const string Columns = """
        select id, incident, purpose, environment, service, plan, state, fence, node, lease_until, created_at, started_at, ended_at, signal, signal_by, outcome, report
        from attempts
        """;

    private readonly Connection _connection;

    internal AttemptReads(Connection connection) => _connection = connection;

    /// <summary>The attempt of this row, or null.</summary>
    public AttemptRow? Find(long id) => Find(_connection, id);

    /// <summary>Attempts that nobody has begun, oldest first.</summary>
    public IReadOnlyList<AttemptRow> Waiting(int limit) => First(WaitingSql, limit);

    /// <summary>Attempts that somebody runs or ran when the program ended, oldest first.</summary>
    public IReadOnlyList<AttemptRow> Running(int limit) => First(RunningSql, limit);

    /// <summary>All attempts of an incident, oldest first.</summary>
    public IReadOnlyList<AttemptRow> OfIncident(IncidentId incident)
    {
        using var select = _connection.Prepare(Columns + " where incident = ? order by number, id");
        return select.Bind(incident).All(Row);
    }

    /// <summary>The steps of an attempt, in their order.</summary>
    public IReadOnlyList<AttemptStepRow> Steps(long attempt)
    {
        using var select = _connection.Prepare("select number, name, state, started_at, ended_at, body from attempt_steps where attempt = ? order by number");
        return select.Bind(attempt).All(row => new AttemptStepRow(row.Int32(0), row.Text(1), row.Text(2), row.Instant(3), row.InstantOrNull(4), row.Text(5)));
    }

    internal static AttemptRow? Find(Connection connection, long id)
    {
        using var select = connection.Prepare(Columns + " where id = ?");
        return select.Bind(id).Step() ? Row(select) : null;
    }

    private List<AttemptRow> First(string constantSql, int limit)
    {
        using var select = _connection.Prepare(constantSql);
        return select.Bind(limit).All(Row);
    }

    private static AttemptRow Row(Statement row) => new(
        row.Int64(0),
        row.Incident(1),
        row.Enum<AttemptPurpose>(2),
        row.Text(3),
        row.Text(4),
        StorageJson.Read(row, 5, StorageJson.Default.AttemptPlan),
        row.Enum<AttemptRowState>(6),
        row.Int64(7),
        row.TextOrNull(8),
        row.InstantOrNull(9),
        row.Instant(10),
        row.InstantOrNull(11),
        row.InstantOrNull(12),
        row.EnumOrNull<AttemptSignal>(13),
        row.TextOrNull(14),
        row.EnumOrNull<AttemptOutcome>(15),
        StorageJson.ReadOrNull(row, 16, StorageJson.Default.AttemptReport));
}
