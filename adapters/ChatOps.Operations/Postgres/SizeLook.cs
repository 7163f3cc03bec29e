using System.Globalization;
using ChatOps.Core.Recovery;
using Npgsql;

namespace ChatOps.Operations.Postgres;

/// <summary>How large the database is, and which tables make it so.</summary>
internal static class SizeLook
{
    private const string Whole = "SELECT pg_database_size(current_database())";

    private const string Tables = """
        SELECT n.nspname || '.' || c.relname, pg_total_relation_size(c.oid)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'm') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
        ORDER BY 2 DESC LIMIT 10
        """;

    public static async Task<ActionResult> RunAsync(PostgresCall call, CancellationToken cancellationToken)
    {
        var bytes = (await call.Connection.QueryAsync(Whole, row => row.GetInt64(0), cancellationToken).ConfigureAwait(false))[0];
        var tables = await TablesAsync(call, cancellationToken).ConfigureAwait(false);
        var limit = call.Arguments.Number("atMost");
        var over = bytes / 1e6 > limit;
        var sentence = $"{call.Name} holds {Sizes.OfFile(bytes)}"
            + (tables.Count == 0 ? "" : $"; its largest table is {OutsideText.Line(tables[0].Name, 80)} ({Sizes.OfFile(tables[0].Bytes)})")
            + (limit is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{(over ? "; " : " (")}at most {limit:0.#} MB is expected{(over ? "" : ")")}"));
        return new(
            !over,
            sentence,
            tables.Count == 0 ? null : string.Join('\n', tables.Select(table => $"{Sizes.OfFile(table.Bytes)} {OutsideText.Line(table.Name, 100)}")),
            new Dictionary<string, string> { ["value"] = ActivityLook.Number(bytes / 1e6) });
    }

    /// <summary>The largest tables; none when one of them is locked, which holds up even who only measures it.</summary>
    private static async Task<IReadOnlyList<(string Name, long Bytes)>> TablesAsync(PostgresCall call, CancellationToken cancellationToken)
    {
        await call.Connection.ExecuteAsync("SET lock_timeout = '1s'", cancellationToken).ConfigureAwait(false);
        try
        {
            return await call.Connection.QueryAsync(Tables, row => (row.GetString(0), row.GetInt64(1)), cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return [];
        }
    }
}
