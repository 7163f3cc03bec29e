using System.Globalization;
using ChatOps.Core.Recovery;
using Npgsql;

namespace ChatOps.Operations.Postgres;

/// <summary>Who blocks whom: the session at the root that most others wait for, and for how long they have.</summary>
internal static class BlockingLook
{
    private const double UsualLimit = 5;

    // A session that waits itself is no root: ending it would free nobody. Other databases of the server are other services'.
    private const string Roots = """
        WITH RECURSIVE waits AS (
            SELECT w.pid, b.blocker, w.query_start, w.query
            FROM pg_stat_activity w CROSS JOIN LATERAL unnest(pg_blocking_pids(w.pid)) AS b(blocker)
            WHERE w.wait_event_type = 'Lock' AND w.datname = current_database()),
        behind(pid, root) AS (
            SELECT pid, blocker FROM waits
            UNION
            SELECT behind.pid, waits.blocker FROM behind JOIN waits ON waits.pid = behind.root)
        SELECT behind.root, (extract(epoch FROM a.backend_start) * 1000000)::bigint, coalesce(a.usename, ''), coalesce(a.application_name, ''), coalesce(a.state, ''),
               extract(epoch FROM clock_timestamp() - a.xact_start)::float8, coalesce(a.query, ''), count(DISTINCT behind.pid)::int,
               max(extract(epoch FROM clock_timestamp() - waits.query_start))::float8, max(waits.query)
        FROM behind JOIN waits ON waits.pid = behind.pid LEFT JOIN pg_stat_activity a ON a.pid = behind.root
        WHERE behind.root NOT IN (SELECT pid FROM waits)
        GROUP BY behind.root, a.backend_start, a.usename, a.application_name, a.state, a.xact_start, a.query
        ORDER BY 8 DESC, 9 DESC LIMIT 50
        """;

    public static async Task<ActionResult> RunAsync(PostgresCall call, CancellationToken cancellationToken)
    {
        var roots = await call.Connection.QueryAsync(Roots, Read, cancellationToken).ConfigureAwait(false);
        if (roots.Count == 0) return new(true, $"nobody waits for a lock in {call.Name}", null, new Dictionary<string, string> { ["value"] = "0", ["waiting"] = "0" });
        var limit = call.Arguments.Number("atMost") ?? UsualLimit;
        var (root, longest, waiting) = (roots[0], roots.Max(one => one.Longest), roots.Sum(one => one.Waiting));
        var values = new Dictionary<string, string> { ["value"] = ActivityLook.Number(longest), ["waiting"] = waiting.ToString(CultureInfo.InvariantCulture) };
        if (root.Started is { } started)
        {
            values["pid"] = root.Pid.ToString(CultureInfo.InvariantCulture);
            values["started"] = started.ToString(CultureInfo.InvariantCulture);
            values["state"] = root.State;
        }

        var sentence = $"{Sentence(root)}; {ActivityLook.Seconds(limit)} at most is expected" + (roots.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"; {roots.Count - 1} more block others") : "");
        return new(longest <= limit, sentence, string.Join('\n', roots.Select(one => $"{Sentence(one)}\n  waiting: {one.Sample}")), values);
    }

    private static string Sentence(Root root)
    {
        var waits = string.Create(CultureInfo.InvariantCulture, $"{root.Waiting} {(root.Waiting == 1 ? "session waits" : "sessions wait")}, the longest for {ActivityLook.Seconds(root.Longest)}");
        return root.Started is null
            ? $"{waits}, for a prepared transaction, which no session holds (pg_prepared_xacts names it)"
            : string.Create(CultureInfo.InvariantCulture, $"{waits}, for process {root.Pid} ({ActivityLook.Who(root.User, root.Application)}), {root.State}, its transaction open for {ActivityLook.Seconds(root.Open)}: {root.Query}");
    }

    private static Root Read(NpgsqlDataReader row) => new(
        row.GetInt32(0),
        row.IsDBNull(1) ? null : row.GetInt64(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        row.IsDBNull(5) ? 0 : row.GetDouble(5),
        QueryMask.Of(row.GetString(6)),
        row.GetInt32(7),
        row.IsDBNull(8) ? 0 : row.GetDouble(8),
        QueryMask.Of(row.IsDBNull(9) ? null : row.GetString(9)));

    /// <param name="Pid">0 for a prepared transaction.</param>
    /// <param name="Started">Its start in microseconds since 1970; null when no session is there.</param>
    /// <param name="User">Its role.</param>
    /// <param name="Application">What it calls itself.</param>
    /// <param name="State">What it does.</param>
    /// <param name="Open">How long its transaction is open, in seconds.</param>
    /// <param name="Query">Its last query, masked.</param>
    /// <param name="Waiting">How many wait for it, directly or behind others.</param>
    /// <param name="Longest">The longest wait, in seconds.</param>
    /// <param name="Sample">A query that waits, masked.</param>
    private sealed record Root(int Pid, long? Started, string User, string Application, string State, double Open, string Query, int Waiting, double Longest, string Sample);
}
