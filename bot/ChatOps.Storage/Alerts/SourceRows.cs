using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Alerts;

/// <summary>When sources of alerts were last heard.</summary>
public sealed class SourceRows
{
    private readonly Connection _connection;

    internal SourceRows(Connection connection) => _connection = connection;

    /// <summary>Writes what is known of a source.</summary>
    public void Put(SourceRow source)
    {
        using var put = _connection.Prepare("""
            insert into sources (name, heard_at, watchdog_at, silent_since, watchdog_missing) values (?, ?, ?, ?, ?)
            on conflict (name) do update set heard_at = excluded.heard_at, watchdog_at = excluded.watchdog_at, silent_since = excluded.silent_since, watchdog_missing = excluded.watchdog_missing
            """);
        put.Bind(source.Name).Bind(source.HeardAt).Bind(source.WatchdogAt).Bind(source.SilentSince).Bind(source.WatchdogMissing).Run();
    }

    /// <summary>All sources that were ever heard, by name.</summary>
    public IReadOnlyList<SourceRow> All() => SourceReads.All(_connection);
}

/// <summary>When sources of alerts were last heard, for those who list them.</summary>
public sealed class SourceReads
{
    private readonly Connection _connection;

    internal SourceReads(Connection connection) => _connection = connection;

    /// <summary>All sources that were ever heard, by name.</summary>
    public IReadOnlyList<SourceRow> All() => All(_connection);

    internal static List<SourceRow> All(Connection connection)
    {
        using var select = connection.Prepare("select name, heard_at, watchdog_at, silent_since, watchdog_missing from sources order by name");
        return select.All(row => new SourceRow(row.Text(0), row.Instant(1), row.InstantOrNull(2), row.InstantOrNull(3), row.Bool(4)));
    }
}

/// <summary>A source of alerts.</summary>
/// <param name="Name">Its name.</param>
/// <param name="HeardAt">When anything came from it last; written every few seconds, not with each alert.</param>
/// <param name="WatchdogAt">When its Watchdog was last received firing; null when it never was (rule 2.3).</param>
/// <param name="SilentSince">Since when it is known to be silent (rule 2.26), or null.</param>
/// <param name="WatchdogMissing">True while the absence of its Watchdog is an incident.</param>
public sealed record SourceRow(string Name, DateTimeOffset HeardAt, DateTimeOffset? WatchdogAt, DateTimeOffset? SilentSince, bool WatchdogMissing);
