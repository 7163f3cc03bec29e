using System.Text.RegularExpressions;
using ChatOps.Storage.Engine;
using ChatOps.Storage.Incidents;

namespace ChatOps.Tests.Intake;

/// <summary>Every statement that a day's work runs finds its rows by an index. What ran is asked of the connection, so no list can forget one.</summary>
internal sealed partial class QueryPlans
{
    /// <summary>Tables that hold a handful of rows however long the bot runs.</summary>
    private static readonly string[] Small = ["switches", "sources", "link_codes", "sqlite_schema", "probe"];

    /// <summary>Statements that are meant to see all rows, and when they run.</summary>
    private static readonly Dictionary<string, string> Whole = new()
    {
        ["update alerts set expires_at = ? + lasts where expires_at is not null"] = "once, at a start",
        ["delete from silences where heard = 'expired' and ends_at < ?"] = "once an hour, over a few silences",
        ["select id, matchers, starts_at, ends_at, created_by, comment, updated_at from silences where heard <> 'expired' and ends_at > ?1 and starts_at <= ?1 order by ends_at desc, id"] = "over the silences that have not ended",
    };

    [Test]
    public async Task Every_statement_of_the_commit_path_and_the_sweeps_uses_an_index()
    {
        using var rig = new IntakeRig(stormPerMinute: 5, slack: "C0OPS");
        await Work(rig);

        await Check(rig, connection => Assert.That(connection.Texts, Has.Count.GreaterThan(40), "the day was a full one"));
    }

    [Test]
    public async Task The_lists_of_the_API_use_an_index()
    {
        using var rig = new IntakeRig();
        await rig.Fire();

        await rig.Read(read =>
        {
            foreach (var filter in Filters()) Explain(read.Connection, IncidentReads.ListSql(filter));
            return 0;
        });
    }

    private static IEnumerable<IncidentFilter> Filters()
    {
        yield return new();
        yield return new() { After = new(5) };
        yield return new() { Open = true };
        yield return new() { State = Core.Incidents.IncidentState.Resolved };
        yield return new() { Service = "shop" };
        yield return new() { Service = "shop", After = new(5), Open = true };
        yield return new() { Owner = "ana", Open = true };
        yield return new() { Parent = new(1) };
    }

    private static async Task Work(IntakeRig rig)
    {
        await rig.Fire(source: "prometheus", lasts: TimeSpan.FromMinutes(4));
        await rig.Fire("SomethingOdd", source: "prometheus", lasts: TimeSpan.FromMinutes(4));
        for (var i = 0; i < 8; i++) await rig.Fire(service: $"s-{i}");
        await rig.Fire(service: "pay");
        await rig.Say("ack INC-1", delivery: "d-1");
        await rig.Say("silence s-1 1h");
        await rig.Say("recovery off shop");
        await rig.Say("merge INC-3 into INC-2");
        await rig.Say("resolve INC-4");
        await rig.Resolve(service: "s-5");
        await rig.Restart();
        for (var i = 0; i < 130; i++) await rig.Pass(TimeSpan.FromMinutes(1));
        await rig.Fire(service: "s-5");
        await rig.Pass(TimeSpan.FromHours(2));
        await rig.Read(read =>
        {
            read.Outbox.Ready("local", rig.Now, 10);
            read.Outbox.Shows("local", rig.Now, 10);
            read.Outbox.Fades("slack", rig.Now, 10);
            read.Outbox.Next("local", DateTimeOffset.UnixEpoch);
            read.Outbox.OfIncident(new(1));
            read.Outbox.Depths();
            read.Attempts.Waiting(10);
            read.Attempts.Running(10);
            read.Attempts.OfIncident(new(1));
            read.Timeline.Page(new(1), 0, 10);
            read.Alerts.OfIncident(new(1), 10);
            read.Outcomes.Incidents(rig.Now);
            read.Outcomes.Runbooks(rig.Now);
            read.Incidents.CountOpen();
            read.PostMortems.OfIncident(new(1));
            return 0;
        });
    }

    private static async Task Check(IntakeRig rig, Action<Connection> also)
    {
        await rig.Database.WriteAsync(
            transaction =>
            {
                also(transaction.Connection);
                foreach (var sql in transaction.Connection.Texts) Explain(transaction.Connection, sql);
            },
            CancellationToken.None);
        await rig.Read(read =>
        {
            foreach (var sql in read.Connection.Texts) Explain(read.Connection, sql);
            return 0;
        });
    }

    private static void Explain(Connection connection, string sql)
    {
        var text = Blanks().Replace(sql, " ").Trim();
        if (Whole.ContainsKey(text) || text is "begin" or "begin immediate" or "commit") return;
        using var plan = connection.PrepareOnce("explain query plan " + sql);
        while (plan.Step())
        {
            var step = plan.Text(3);
            if (!step.StartsWith("SCAN", StringComparison.Ordinal) || step.Contains("USING INDEX", StringComparison.Ordinal) || step.Contains("USING COVERING INDEX", StringComparison.Ordinal)) continue;
            var table = step.Split(' ')[1];
            // A list without a filter goes through its table from the newest row, and stops at its limit.
            if (Small.Contains(table) || step.Contains("CONSTANT ROW", StringComparison.Ordinal) || table.StartsWith('(') || text.EndsWith("order by id desc limit ?", StringComparison.Ordinal)) continue;
            Assert.Fail($"{step}: {text}");
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
