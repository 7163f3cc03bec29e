using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.PerformanceIssue;

/// <summary>Somebody paused a standby's replay for a backup and forgot it: readers see old data.</summary>
internal class TheReplayIsPaused : Scenario
{
    private int written;

    public override string Challenge => "PerformanceIssue";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("PostgresqlReplicationLag", $"the standby of {Service} is behind");

    protected PostgresServer Primary { get; private set; } = null!;

    protected PostgresServer Standby { get; private set; } = null!;

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        Primary = await PostgresServer.StartAsync();
        await Primary.SqlAsync("CREATE TABLE marks (n int)");
        Standby = await PostgresServer.StartStandbyAsync(Primary);
        return new BotSettings()
            .WithService(Service, targets: [("database", Service), ("standby", $"{Service}-standby")])
            .With($"Operations:Postgres:Databases:{Service}", Primary.Connection(application: "bot"))
            .With($"Operations:Postgres:Databases:{Service}-standby", Standby.Connection(application: "bot"));
    }

    public override Task BreakAsync() => Standby.SqlAsync("SELECT pg_wal_replay_pause()");

    public override async Task<bool> WorksAsync()
    {
        try
        {
            var mark = Interlocked.Increment(ref written).ToString(System.Globalization.CultureInfo.InvariantCulture);
            await Primary.SqlAsync($"INSERT INTO marks VALUES ({mark})");
            await Wait.Until(async () => (await Standby.SqlAsync($"SELECT count(*) FROM marks WHERE n = {mark}")).Trim() == "1", TimeSpan.FromSeconds(3), "a row to arrive");
            return true;
        }
        catch (AssertionException)
        {
            return false;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (Standby is not null) await Standby.DisposeAsync();
        if (Primary is not null) await Primary.DisposeAsync();
        await base.DisposeAsync();
    }
}
