using System.Globalization;
using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Postgres;

/// <summary>How far a standby is behind: asked of the standby itself, or of its primary, which tells of all of them.</summary>
internal static class LagLook
{
    private const double UsualLimit = 60;

    private const string IsStandby = "SELECT pg_is_in_recovery()";

    // A standby that has replayed all it received is not behind, however long ago the last commit was.
    private const string Standby = """
        SELECT CASE WHEN pg_last_wal_receive_lsn() IS NOT NULL AND pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
                    ELSE coalesce(extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), 0) END::float8,
               coalesce(pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()), 0)::bigint,
               pg_is_wal_replay_paused(), EXISTS (SELECT 1 FROM pg_stat_wal_receiver)
        """;

    private const string Primary = """
        SELECT coalesce(application_name, ''), coalesce(client_addr::text, 'local'), coalesce(state, ''), coalesce(extract(epoch FROM replay_lag), 0)::float8,
               coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn), 0)::bigint
        FROM pg_stat_replication ORDER BY 4 DESC, 5 DESC
        """;

    public static async Task<ActionResult> RunAsync(PostgresCall call, CancellationToken cancellationToken)
    {
        var limit = call.Arguments.Number("atMost") ?? UsualLimit;
        var standby = (await call.Connection.QueryAsync(IsStandby, row => row.GetBoolean(0), cancellationToken).ConfigureAwait(false))[0];
        return standby ? await OfStandby(call, limit, cancellationToken).ConfigureAwait(false) : await OfPrimary(call, limit, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ActionResult> OfStandby(PostgresCall call, double limit, CancellationToken cancellationToken)
    {
        var (seconds, bytes, paused, receives) = (await call.Connection.QueryAsync(
            Standby, row => (row.GetDouble(0), row.GetInt64(1), row.GetBoolean(2), row.GetBoolean(3)), cancellationToken).ConfigureAwait(false))[0];
        var why = paused ? "; its replay is paused" : receives ? "" : "; it receives nothing from a primary";
        return new(
            seconds <= limit && !paused && receives,
            $"{call.Name} is {ActivityLook.Seconds(seconds)} and {Sizes.OfFile(bytes)} behind{why}; {ActivityLook.Seconds(limit)} at most is expected",
            null,
            new Dictionary<string, string> { ["value"] = ActivityLook.Number(seconds), ["paused"] = paused ? "true" : "false" });
    }

    private static async Task<ActionResult> OfPrimary(PostgresCall call, double limit, CancellationToken cancellationToken)
    {
        var standbys = await call.Connection.QueryAsync(
            Primary, row => (Name: row.GetString(0), At: row.GetString(1), State: row.GetString(2), Seconds: row.GetDouble(3), Bytes: row.GetInt64(4)), cancellationToken).ConfigureAwait(false);
        if (standbys.Count == 0) return new(false, $"no standby receives from {call.Name}; one at least is expected");
        var lines = standbys.Select(one => $"{OutsideText.Line(one.Name, 60)} at {one.At} ({one.State}): {ActivityLook.Seconds(one.Seconds)} and {Sizes.OfFile(one.Bytes)} behind").ToArray();
        var worst = standbys[0];
        return new(
            worst.Seconds <= limit,
            string.Create(CultureInfo.InvariantCulture, $"{standbys.Count} {(standbys.Count == 1 ? "standby receives" : "standbys receive")} from {call.Name}, the slowest is {lines[0]}; {ActivityLook.Seconds(limit)} at most is expected"),
            string.Join('\n', lines),
            new Dictionary<string, string> { ["value"] = ActivityLook.Number(worst.Seconds) });
    }
}
