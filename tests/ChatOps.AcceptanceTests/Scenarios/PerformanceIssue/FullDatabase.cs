using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.PerformanceIssue;

/// <summary>A server with no connection left for its application.</summary>
internal abstract class FullDatabase : Scenario
{
    private readonly List<PostgresClient> clients = [];
    private PostgresServer server = null!;

    public override string Challenge => "PerformanceIssue";

    public override ScenarioAlert Alert => new("PostgresqlTooManyConnections", $"{Service} has used up its connections");

    /// <summary>The role that the bot comes as.</summary>
    protected virtual string Bot => "postgres";

    protected IReadOnlyList<PostgresClient> Clients => clients;

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        server = await PostgresServer.StartAsync("max_connections=15");
        await server.SqlAsync("CREATE ROLE app LOGIN; CREATE ROLE watcher LOGIN IN ROLE pg_monitor, pg_signal_backend");
        return new BotSettings()
            .WithService(Service, targets: [("database", Service), ("idle-limit", "2s")])
            .With($"Operations:Postgres:Databases:{Service}", server.Connection(user: Bot, application: "bot"));
    }

    public override async Task BreakAsync()
    {
        for (var i = 0; i < 12; i++)
        {
            var client = await PostgresClient.OpenAsync(server.Connection(user: "app", application: "web"));
            clients.Add(client);
            await UseAsync(client);
        }

        var busy = await PostgresClient.WorksAsync(server.Connection(user: "app"), "SELECT 1", TimeSpan.FromSeconds(5));
        Assert.That(busy, Is.False, "twelve fill it");
        await Wait.Until(
            async () => (await server.SqlAsync("SELECT count(*) FROM pg_stat_activity WHERE usename = 'app' AND clock_timestamp() - backend_start > '3 s'")).Trim() == "12", TimeSpan.FromSeconds(30), "all of them to be old");
    }

    public override Task<bool> WorksAsync() => PostgresClient.WorksAsync(server.Connection(user: "app", application: "probe"), "SELECT 1", TimeSpan.FromSeconds(5));

    public override async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        foreach (var client in clients) await client.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>What the application does with a connection.</summary>
    protected abstract Task UseAsync(PostgresClient client);
}
