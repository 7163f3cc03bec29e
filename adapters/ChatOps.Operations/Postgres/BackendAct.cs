using System.Globalization;
using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Postgres;

/// <summary>Ends what a look found: a query, a session, sessions that do nothing, a pause of the replay.</summary>
internal static class BackendAct
{
    private static readonly TimeSpan UsualIdle = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(5);

    // In one statement with the signal: between a look and a signal of its own a process could end and another take its number.
    private const string StillBlocks = """
         FROM pg_stat_activity a
        WHERE a.pid = $1 AND a.datname = current_database() AND (extract(epoch FROM a.backend_start) * 1000000)::bigint = $2 AND a.pid <> pg_backend_pid()
          AND EXISTS (SELECT 1 FROM pg_stat_activity w WHERE w.wait_event_type = 'Lock' AND a.pid = ANY (pg_blocking_pids(w.pid)))
        """;

    private const string Cancel = "SELECT pg_cancel_backend(a.pid), coalesce(a.state, '')" + StillBlocks + " AND a.state = 'active'";
    private const string End = "SELECT pg_terminate_backend(a.pid), coalesce(a.state, '')" + StillBlocks;
    private const string Look = "SELECT coalesce(a.state, '')" + StillBlocks;

    // Only in this database, which is what the target names, and of the role and application that has most of them: who has few idle sessions did not fill the server.
    private const string Idle = """
        WITH idle AS (
            SELECT pid, usename, application_name FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND state = 'idle' AND datname = current_database() AND pid <> pg_backend_pid()
              AND clock_timestamp() - state_change >= $1),
        most AS (SELECT usename, application_name FROM idle GROUP BY 1, 2 ORDER BY count(*) DESC LIMIT 1)
        SELECT pg_terminate_backend(idle.pid), coalesce(idle.usename, ''), coalesce(idle.application_name, '')
        FROM idle JOIN most ON idle.usename IS NOT DISTINCT FROM most.usename AND idle.application_name IS NOT DISTINCT FROM most.application_name
        """;

    private const string Resume = "SELECT CASE WHEN pg_is_in_recovery() THEN pg_is_wal_replay_paused() END";
    private const string ResumeNow = "SELECT pg_wal_replay_resume()";

    public static Task<ActionResult> CancelAsync(PostgresCall call, CancellationToken cancellationToken) => SignalAsync(call, Cancel, "query", "cancelled", cancellationToken);

    public static Task<ActionResult> EndAsync(PostgresCall call, CancellationToken cancellationToken) => SignalAsync(call, End, "session", "ended", cancellationToken);

    public static async Task<ActionResult> EndIdleAsync(PostgresCall call, CancellationToken cancellationToken)
    {
        var longer = call.Arguments.Duration("longer") ?? UsualIdle;
        var ended = await call.Connection.QueryAsync(Idle, row => (Done: row.GetBoolean(0), Who: ActivityLook.Who(row.GetString(1), row.GetString(2))), cancellationToken, longer).ConfigureAwait(false);
        var count = ended.Count(one => one.Done);
        return count == 0
            ? new(false, $"no session of {call.Name} has been idle for {DurationText.Of(longer)}; nothing was ended")
            : new(true, string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "session" : "sessions")} of {ended[0].Who} in {call.Name}, idle for {DurationText.Of(longer)} or more, {(count == 1 ? "was" : "were")} ended"));
    }

    public static async Task<ActionResult> ResumeAsync(PostgresCall call, CancellationToken cancellationToken)
    {
        var paused = (await call.Connection.QueryAsync(Resume, row => row.IsDBNull(0) ? (bool?)null : row.GetBoolean(0), cancellationToken).ConfigureAwait(false))[0];
        if (paused is null) return new(false, $"{call.Name} is no standby: it replays nothing");
        if (paused == false) return new(true, $"the replay of {call.Name} was not paused");
        await call.Connection.ExecuteAsync(ResumeNow, cancellationToken).ConfigureAwait(false);
        return new(true, $"the replay of {call.Name} was paused, and goes on");
    }

    private static async Task<ActionResult> SignalAsync(PostgresCall call, string signal, string what, string done, CancellationToken cancellationToken)
    {
        var pid = call.Arguments.Count("pid")!.Value;
        if (!long.TryParse(call.Arguments.Text("started"), NumberStyles.None, CultureInfo.InvariantCulture, out var started)) return new(false, $"started holds \"{OutsideText.Line(call.Arguments.Text("started"), 40)}\"; allowed: what a step that looked gave");
        var process = string.Create(CultureInfo.InvariantCulture, $"process {pid} of {call.Name}");
        var hit = await call.Connection.QueryAsync(signal, row => row.GetBoolean(0), cancellationToken, pid, started).ConfigureAwait(false);
        if (hit.Count == 0)
        {
            var standing = await StillAsync().ConfigureAwait(false);
            return standing is null
                ? new(true, $"{process} is gone or blocks nobody any more; nothing was {done}")
                : new(false, $"{process} is {standing}, and a query that does not run cannot be cancelled; its session would have to be ended");
        }

        if (!hit[0]) return new(false, $"{process} could not be signalled");
        var start = call.Time.GetTimestamp();
        while (await StillAsync().ConfigureAwait(false) is not null)
        {
            if (call.Time.GetElapsedTime(start) > EndsWithin) return new(false, $"{process} was told to end, and blocks others still after {DurationText.Of(EndsWithin)}");
            await Task.Delay(LookAgain, call.Time, cancellationToken).ConfigureAwait(false);
        }

        return new(true, $"the {what} of {process} was {done}; nobody waits for it any more");

        async Task<string?> StillAsync() => (await call.Connection.QueryAsync(Look, row => row.GetString(0), cancellationToken, pid, started).ConfigureAwait(false)) is [var state, ..] ? state : null;
    }
}
