using ChatOps.Core.Incidents;
using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Deadlines;

/// <summary>The running clocks, for sweeps.</summary>
public sealed class DeadlineReads
{
    internal const string DueSql = "select incident, clock, due_at from deadlines where due_at <= ? order by due_at limit ?";

    private readonly Connection _connection;

    internal DeadlineReads(Connection connection) => _connection = connection;

    /// <summary>The clocks that have struck, the longest due first.</summary>
    public IReadOnlyList<DueClock> Due(DateTimeOffset now, int limit)
    {
        using var select = _connection.Prepare(DueSql);
        return select.Bind(now).Bind(limit).All(row => new DueClock(row.Incident(0), row.Enum<Clock>(1), row.Instant(2)));
    }

    /// <summary>When the next clock strikes; null when none runs.</summary>
    public DateTimeOffset? Next()
    {
        using var select = _connection.Prepare("select min(due_at) from deadlines");
        return select.Step() ? select.InstantOrNull(0) : null;
    }
}
