using ChatOps.AcceptanceTests.Harness;
using ChatOps.AcceptanceTests.Scenarios.Databases;

namespace ChatOps.AcceptanceTests.Scenarios.PerformanceIssue;

/// <summary>A database in which orders can no longer be changed.</summary>
internal abstract class SlowDatabase : Scenario
{
    private readonly List<PostgresClient> clients = [];
    private readonly List<Task> waiting = [];
    private PostgresServer server = null!;
    private string database = "";

    public override string Challenge => "PerformanceIssue";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("PostgreSQLSlowQueries", $"queries of {Service} take more than 5 s", ("datname", database));

    protected PostgresServer Server => server;

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        var shared = await stage.ShareAsync(SharedServer.StartAsync);
        server = shared.Server;
        database = await shared.DatabaseAsync(Service);
        return new BotSettings()
            .WithService(Service, targets: [("database", Service)])
            .With($"Services:{Service}:Impact", "Orders hang")
            .With($"Operations:Postgres:Databases:{Service}", server.Connection(database, application: "bot"));
    }

    public override Task<bool> WorksAsync() => PostgresClient.WorksAsync(server.Connection(database, application: "probe"), "UPDATE orders SET what = 'probed' WHERE id = 7", TimeSpan.FromSeconds(3));

    public override async ValueTask DisposeAsync()
    {
        // A session that is closed while its statement waits for a lock would wait with it.
        if (clients.Count > 0) await server.SqlAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", database);
        await Task.WhenAll(waiting.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default))).WaitAsync(TimeSpan.FromSeconds(30)).ContinueWith(_ => { }, TaskScheduler.Default);
        foreach (var client in clients) await client.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>A session of an application.</summary>
    protected async Task<PostgresClient> OpenAsync(string application)
    {
        var client = await PostgresClient.OpenAsync(server.Connection(database, application: application));
        clients.Add(client);
        return client;
    }

    /// <summary>A statement that goes on until somebody ends it.</summary>
    protected void Leave(Task statement) => waiting.Add(statement);

    /// <summary>Customers who wait, until they have waited longer than is usual.</summary>
    protected async Task WaitInLineAsync()
    {
        for (var i = 0; i < 3; i++) Leave((await OpenAsync("web")).RunAsync("UPDATE orders SET what = 'paid' WHERE id = 7"));
        await Wait.Until(
            async () => (await Server.SqlAsync("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND clock_timestamp() - query_start > '6 s'", database)).Trim() is not ("0" or "1" or "2"),
            TimeSpan.FromSeconds(60),
            "customers to wait");
    }
}
