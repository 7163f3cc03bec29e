using ChatOps.Core.Incidents;
using ChatOps.Storage.Engine;
using ChatOps.Storage.Json;

namespace ChatOps.Storage.Incidents;

/// <summary>The append-only record, for the transaction that adds to it.</summary>
public sealed class TimelineRows
{
    private readonly Connection _connection;

    internal TimelineRows(Connection connection) => _connection = connection;

    /// <summary>Adds an entry.</summary>
    public void Add(IncidentId incident, int seq, TimelineEntry entry)
    {
        using var insert = _connection.Prepare("insert into timeline (incident, seq, at, body) values (?, ?, ?, ?)");
        insert.Bind(incident).Bind(seq).Bind(entry.At);
        StorageJson.Bind(insert, entry, StorageJson.Default.TimelineEntry);
        insert.Run();
    }

    /// <summary>The number of an incident's last entry; 0 when it has none.</summary>
    public int LastSeq(IncidentId incident)
    {
        using var select = _connection.Prepare("select coalesce(max(seq), 0) from timeline where incident = ?");
        select.Bind(incident).Step();
        return select.Int32(0);
    }

    /// <summary>All entries of an incident, oldest first: what a post-mortem is made from.</summary>
    public IReadOnlyList<StoredEntry> All(IncidentId incident) => TimelineReads.Page(_connection, incident, 0, int.MaxValue);
}

/// <summary>The append-only record, for reading.</summary>
public sealed class TimelineReads
{
    internal const string PageSql = "select seq, body from timeline where incident = ? and seq > ? order by seq limit ?";

    private readonly Connection _connection;

    internal TimelineReads(Connection connection) => _connection = connection;

    /// <summary>Entries of an incident, oldest first.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="after">The number of the last entry that the caller has; 0 for none.</param>
    /// <param name="limit">How many at most.</param>
    public IReadOnlyList<StoredEntry> Page(IncidentId incident, int after, int limit) => Page(_connection, incident, after, limit);

    internal static List<StoredEntry> Page(Connection connection, IncidentId incident, int after, int limit)
    {
        using var select = connection.Prepare(PageSql);
        return select.Bind(incident).Bind(after).Bind(limit).All(row => new StoredEntry(row.Int32(0), StorageJson.Read(row, 1, StorageJson.Default.TimelineEntry)));
    }
}
