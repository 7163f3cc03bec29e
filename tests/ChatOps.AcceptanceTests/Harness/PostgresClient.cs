using Npgsql;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>A session of an application on a server, open until it is disposed or ended by somebody.</summary>
internal sealed class PostgresClient : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private PostgresClient(NpgsqlConnection connection) => this.connection = connection;

    /// <summary>Its process on the server.</summary>
    public int Pid => connection.ProcessID;

    public static async Task<PostgresClient> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return new(connection);
    }

    public async Task<object?> RunAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    /// <summary>Whether a statement ends well within a time, in a session of its own.</summary>
    public static async Task<bool> WorksAsync(string connectionString, string sql, TimeSpan within)
    {
        try
        {
            using var bound = new CancellationTokenSource(within);
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(bound.Token);
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(bound.Token);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            return false;
        }
    }
}
