using ChatOps.Core.Incidents;
using ChatOps.Storage.Engine;
using ChatOps.Storage.Json;

namespace ChatOps.Storage.Outbox;

/// <summary>What waits to be sent, and what was sent.</summary>
public sealed class OutboxReads
{
    // Of a thread only the oldest message is ready: a thread reads in the order in which it was decided.
    internal const string ReadySql = """
        select p.id, p.incident, p.platform, p.place, p.kind, p.mention_of, p.mention, p.minute, p.created_at, p.tries, h.reference, p.message, p.doubt,
          exists (select 1 from posts m where m.state = 'waiting' and m.incident = p.incident and m.platform = p.platform and m.kind = 'mention')
        from posts p left join heads h on h.incident = p.incident and h.platform = p.platform
        where p.state = 'waiting' and p.platform = ?1 and p.next_at <= ?2
          and not exists (select 1 from posts e where e.state = 'waiting' and e.incident = p.incident and e.platform = p.platform and e.id < p.id)
        order by p.next_at limit ?3
        """;

    internal const string ShowsSql = """
        select s.incident, s.platform, s.place, i.version, s.since, s.tries, h.reference, s.doubt
        from shows s join incidents i on i.id = s.incident left join heads h on h.incident = s.incident and h.platform = s.platform
        where s.platform = ?1 and s.next_at <= ?2 order by s.next_at limit ?3
        """;

    internal const string IncidentOfSql = "select incident from heads where platform = ? and reference = ?";

    private readonly Connection _connection;

    internal OutboxReads(Connection connection) => _connection = connection;

    /// <summary>Messages for one platform that are due, of each thread the oldest; the longest due first.</summary>
    public IReadOnlyList<WaitingPost> Ready(string platform, DateTimeOffset now, int limit)
    {
        using var select = _connection.Prepare(ReadySql);
        return select.Bind(platform).Bind(now).Bind(limit).All(row => new WaitingPost(
            row.Int64(0), row.IncidentOrNull(1), row.Text(2), row.Text(3), row.Enum<MessageKind>(4), row.IncidentOrNull(5) is { } of ? new MentionOf(of, row.Int32(6)) : null,
            row.Int64OrNull(7), row.Instant(8), row.Int32(9), row.TextOrNull(10), StorageJson.Read(row, 11, StorageJson.Default.ChatMessage), row.Int32(12),
            row.Int32(13) != 0));
    }

    /// <summary>Head messages on one platform that are due to be made or updated; the longest due first.</summary>
    public IReadOnlyList<WaitingShow> Shows(string platform, DateTimeOffset now, int limit)
    {
        using var select = _connection.Prepare(ShowsSql);
        return select.Bind(platform).Bind(now).Bind(limit).All(row => new WaitingShow(
            row.Incident(0), row.Text(1), row.Text(2), row.Int64(3), row.Instant(4), row.Int32(5), row.TextOrNull(6), row.Int32(7)));
    }

    /// <summary>When the next message or head message of a platform becomes due after this instant; null when none does.</summary>
    public DateTimeOffset? Next(string platform, DateTimeOffset after)
    {
        using var select = _connection.Prepare(
            "select min(at) from (select min(next_at) as at from posts where state = 'waiting' and platform = ?1 and next_at > ?2 union all select min(next_at) from shows where platform = ?1 and next_at > ?2)");
        select.Bind(platform).Bind(after);
        return select.Step() ? select.InstantOrNull(0) : null;
    }

    /// <summary>All messages of an incident, oldest first, on one platform or (null) on all.</summary>
    public IReadOnlyList<PostRecord> OfIncident(IncidentId incident, string? platform = null)
    {
        using var select = _connection.Prepare(
            "select id, seq, platform, place, kind, mention, created_at, state, ended_at, detail, message from posts where incident = ?1 and (?2 is null or platform = ?2) order by id");
        return select.Bind(incident).Bind(platform).All(row => new PostRecord(
            row.Int64(0), row.Int32OrNull(1), row.Text(2), row.Text(3), row.Enum<MessageKind>(4), row.Int32OrNull(5), row.Instant(6), row.Enum<PostState>(7),
            row.InstantOrNull(8), row.TextOrNull(9), StorageJson.Read(row, 10, StorageJson.Default.ChatMessage)));
    }

    /// <summary>The incident of the thread whose head message landed there, or null.</summary>
    public IncidentId? IncidentOf(string platform, string reference)
    {
        using var select = _connection.Prepare(IncidentOfSql);
        return select.Bind(platform).Bind(reference).Step() ? select.Incident(0) : null;
    }

    /// <summary>How much waits, by platform.</summary>
    public IReadOnlyList<OutboxDepth> Depths()
    {
        using var select = _connection.Prepare("select platform, count(*), min(created_at) from posts where state = 'waiting' group by platform");
        return select.All(row => new OutboxDepth(row.Text(0), row.Int32(1), row.Instant(2)));
    }

    /// <summary>What tells the messages of this database from those of any other.</summary>
    public string Instance()
    {
        using var select = _connection.Prepare("select key from instance");
        return select.Step() ? select.Text(0) : throw new InvalidOperationException("The database has no key of its own.");
    }
}
