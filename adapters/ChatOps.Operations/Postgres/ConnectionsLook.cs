using System.Globalization;
using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Postgres;

/// <summary>How many of the connections are used, by whom, and how many of them do nothing.</summary>
internal static class ConnectionsLook
{
    private const double UsualLimit = 90;

    private const string Most = "SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int";

    // Everybody but the bot itself: it is gone when the step ends.
    private const string Users = """
        SELECT coalesce(usename, ''), coalesce(application_name, '') || CASE WHEN datname = current_database() THEN '' ELSE ' in ' || coalesce(datname, 'no database') END, count(*)::int, count(*) FILTER (WHERE state = 'idle')::int,
               count(*) FILTER (WHERE state LIKE 'idle in transaction%')::int,
               coalesce(max(extract(epoch FROM clock_timestamp() - state_change)) FILTER (WHERE state = 'idle'), 0)::float8
        FROM pg_stat_activity
        WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
        GROUP BY 1, 2 ORDER BY 3 DESC
        """;

    public static async Task<ActionResult> RunAsync(PostgresCall call, CancellationToken cancellationToken)
    {
        var most = (await call.Connection.QueryAsync(Most, row => row.GetInt32(0), cancellationToken).ConfigureAwait(false))[0];
        var users = await call.Connection.QueryAsync(
            Users, row => new User(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetDouble(5)), cancellationToken).ConfigureAwait(false);
        var (used, idle) = (users.Sum(user => user.Sessions), users.Sum(user => user.Idle));
        var percent = 100.0 * used / Math.Max(1, most);
        var limit = call.Arguments.Number("atMost") ?? UsualLimit;
        var over = percent > limit;
        var sentence = string.Create(CultureInfo.InvariantCulture, $"{used} of {most} connections of {call.Name} are used ({percent:0.#} %)")
            + string.Create(CultureInfo.InvariantCulture, $"{(over ? ", " : " (")}at most {limit:0.#} % is expected{(over ? "" : ")")}")
            + (users.Count == 0 ? "" : $"; most by {users[0]}");
        var values = new Dictionary<string, string>
        {
            ["value"] = ActivityLook.Number(percent),
            ["used"] = used.ToString(CultureInfo.InvariantCulture),
            ["max"] = most.ToString(CultureInfo.InvariantCulture),
            ["idle"] = idle.ToString(CultureInfo.InvariantCulture),
        };
        return new(!over, sentence, users.Count == 0 ? null : string.Join('\n', users.Take(20)), values);
    }

    private sealed record User(string Role, string Application, int Sessions, int Idle, int IdleInTransaction, double LongestIdle)
    {
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{ActivityLook.Who(Role, Application)}: {Sessions}, {Idle} idle{(Idle > 0 ? $" (the longest for {ActivityLook.Seconds(LongestIdle)})" : "")}{(IdleInTransaction > 0 ? $", {IdleInTransaction} idle in transaction" : "")}");
    }
}
