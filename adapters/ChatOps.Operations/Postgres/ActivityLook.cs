using System.Globalization;
using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Postgres;

/// <summary>What the sessions do, and how old the oldest transaction is.</summary>
internal static class ActivityLook
{
    private const string Sessions = """
        SELECT pid, coalesce(usename, ''), coalesce(application_name, ''), coalesce(state, 'unknown'),
               extract(epoch FROM clock_timestamp() - xact_start)::float8, coalesce(wait_event_type || ' ' || wait_event, ''), query
        FROM pg_stat_activity
        WHERE backend_type = 'client backend' AND datname = current_database() AND pid <> pg_backend_pid()
        ORDER BY xact_start NULLS LAST LIMIT 500
        """;

    public static async Task<ActionResult> RunAsync(PostgresCall call, CancellationToken cancellationToken)
    {
        var rows = await call.Connection.QueryAsync(
            Sessions,
            row => new Session(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetDouble(4), row.GetString(5), QueryMask.Of(row.GetString(6))),
            cancellationToken).ConfigureAwait(false);
        var states = string.Join(", ", rows.GroupBy(row => row.State).OrderByDescending(group => group.Count()).Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}")));
        var oldest = rows.FirstOrDefault(row => row.Seconds is not null);
        var limit = call.Arguments.Number("atMost");
        var over = oldest?.Seconds > limit;
        var sentence = rows.Count == 0 ? $"{call.Name} has no other session"
            : $"{call.Name} has {states}" + (oldest is null ? "; no transaction is open" : $"; the oldest transaction is open for {Seconds(oldest.Seconds!.Value)} ({Who(oldest)}): {oldest.Query}");
        if (limit is not null) sentence += over ? $"; at most {Seconds(limit.Value)} is expected" : $" (at most {Seconds(limit.Value)} is expected)";
        var output = string.Join('\n', rows.Take(30).Select(row => $"{row.Pid.ToString(CultureInfo.InvariantCulture)} {Who(row)} {row.State} {(row.Seconds is { } open ? "open " + Seconds(open) : "")} {row.Wait} {row.Query}"));
        return new(!over, sentence, output.Length == 0 ? null : output, new Dictionary<string, string> { ["value"] = Number(oldest?.Seconds ?? 0) });
    }

    public static string Seconds(double seconds) => DurationText.Of(TimeSpan.FromSeconds(seconds));

    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Who(Session session) => Who(session.User, session.Application);

    public static string Who(string user, string application) =>
        OutsideText.Line(application.Length == 0 ? user : $"{user}, {application}", 80);

    private sealed record Session(int Pid, string User, string Application, string State, double? Seconds, string Wait, string Query);
}
