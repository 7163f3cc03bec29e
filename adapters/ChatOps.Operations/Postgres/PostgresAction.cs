using ChatOps.Core.Recovery;
using Npgsql;

namespace ChatOps.Operations.Postgres;

/// <summary>
/// Looks into a PostgreSQL server, and ends what blocks it: only a backend that an earlier step found, known by its process id and its start together, so
/// that another one that got the same process id since is never hit.
/// </summary>
internal sealed class PostgresAction(PostgresOptions options, TimeProvider time) : IAction
{
    private const string Activity = "activity";
    private const string EndIdle = "end-idle";

    private const string MayLook = "SELECT pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')";

    private static readonly Dictionary<string, Deed> Deeds = new(StringComparer.Ordinal)
    {
        [Activity] = new(Risk.Observe, "look at the activity of", ActivityLook.RunAsync),
        ["blocking"] = new(Risk.Observe, "look for what blocks others in", BlockingLook.RunAsync),
        ["connections"] = new(Risk.Observe, "count the connections of", ConnectionsLook.RunAsync),
        ["lag"] = new(Risk.Observe, "measure the replication of", LagLook.RunAsync),
        ["size"] = new(Risk.Observe, "measure the size of", SizeLook.RunAsync),
        ["cancel"] = new(Risk.Reversible, "cancel the query that blocks others in", BackendAct.CancelAsync),
        ["end"] = new(Risk.Destructive, "end the session that blocks others in", BackendAct.EndAsync),
        [EndIdle] = new(Risk.Reversible, "end idle sessions in", BackendAct.EndIdleAsync),
        ["resume"] = new(Risk.Reversible, "resume the paused replay of", BackendAct.ResumeAsync),
    };

    public string Name => "postgres";

    public string? Unavailable => options.Databases.Count == 0 ? "Operations:Postgres:Databases is empty" : null;

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("database", ArgumentKind.Text, "A database of Operations:Postgres:Databases, by its name.", Required: true),
        new("do", ArgumentKind.Choice, "What to do; activity unless it says otherwise.", Choices: [.. Deeds.Keys], Fixed: true),
        new("atMost", ArgumentKind.Number, "What is expected: seconds (activity, blocking, lag), percent (connections) or MB (size)."),
        new("longer", ArgumentKind.Duration, "For end-idle: how long a session has been idle at least; 5m unless it says otherwise."),
        new("pid", ArgumentKind.Count, "For cancel and end: the process id that a step found."),
        new("started", ArgumentKind.Text, "For cancel and end: the start of that process, as the same step gave it."),
    ];

    public IReadOnlyList<string> Values { get; } = ["value", "pid", "started", "state", "waiting", "used", "max", "idle", "paused"];

    public Risk? RiskOf(ActionArguments arguments) => DeedOf(arguments).Risk;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments)
    {
        List<ArgumentMistake> mistakes = [];
        var deed = arguments.Text("do") ?? Activity;
        // Without any database the action is unavailable, which is said where that matters.
        if (options.Databases.Count > 0 && arguments.Text("database") is { } name && options.Find(name) is null)
        {
            mistakes.Add(new("database", $"database holds \"{OutsideText.Line(name, 80)}\"; allowed: {options.Allowed}"));
        }

        foreach (var needed in deed is "cancel" or "end" ? (string[])["pid", "started"] : [])
        {
            if (!arguments.Values.ContainsKey(needed)) mistakes.Add(new(needed, $"{needed} is missing: {deed} ends nothing but what an earlier step found; allowed: {{{{ steps.NAME.{needed} }}}}"));
        }

        if (arguments.Values.ContainsKey("atMost") && DeedOf(arguments).Risk != Risk.Observe) mistakes.Add(new("atMost", $"atMost stands beside {deed}, which only acts; allowed: beside what looks"));
        return mistakes;
    }

    public string Preview(ActionArguments arguments) =>
        $"{DeedOf(arguments).Says} {arguments.Text("database")}" + (arguments.Text("pid") is { } pid ? $" (process {pid})" : "");

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var name = arguments.Text("database")!;
        try
        {
            await using var connection = await PostgresConnection.OpenAsync(options.Find(name)!, null, cancellationToken).ConfigureAwait(false);
            // To a role that may not look, others' sessions seem to do nothing and to block nobody.
            if (!(await connection.QueryAsync(MayLook, row => row.GetBoolean(0), cancellationToken).ConfigureAwait(false))[0])
            {
                return new(false, $"{name}: the bot's role may not see what others do there; it needs pg_monitor, and pg_signal_backend to end anything");
            }

            return await DeedOf(arguments).Run(new(connection, name, arguments, time), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            return new(false, $"{name}: {PostgresConnection.Words(e)}");
        }
    }

    private static Deed DeedOf(ActionArguments arguments) => Deeds[arguments.Text("do") ?? Activity];

    private sealed record Deed(Risk Risk, string Says, Func<PostgresCall, CancellationToken, Task<ActionResult>> Run);
}

/// <summary>One call of the action.</summary>
/// <param name="Connection">Open.</param>
/// <param name="Name">The database's name in the configuration.</param>
/// <param name="Arguments">The step's arguments.</param>
/// <param name="Time">The clock for waiting.</param>
internal sealed record PostgresCall(PostgresConnection Connection, string Name, ActionArguments Arguments, TimeProvider Time);
