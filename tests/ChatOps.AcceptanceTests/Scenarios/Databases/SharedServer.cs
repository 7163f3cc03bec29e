using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.Databases;

/// <summary>A PostgreSQL server that several scenarios share, each with a database of its own.</summary>
internal sealed class SharedServer : IAsyncDisposable
{
    private readonly PostgresServer server;

    private SharedServer(PostgresServer server) => this.server = server;

    public PostgresServer Server => server;

    public static async Task<SharedServer> StartAsync() => new(await PostgresServer.StartAsync("max_prepared_transactions=5", "max_connections=60"));

    /// <summary>Makes a database with a table of orders.</summary>
    public async Task<string> DatabaseAsync(string name)
    {
        var database = name.Replace('-', '_');
        await server.SqlAsync($"CREATE DATABASE {database}");
        await server.SqlAsync("CREATE TABLE orders (id int PRIMARY KEY, what text); INSERT INTO orders SELECT n, md5(n::text) FROM generate_series(1, 500) AS n", database);
        return database;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
