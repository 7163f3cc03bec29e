using System.Net.Sockets;
using Npgsql;

namespace ChatOps.Operations.Postgres;

/// <summary>One connection for one step: no pool keeps a place of a server that has none left, and none outlives the step.</summary>
internal sealed class PostgresConnection : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private PostgresConnection(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Opens it.</summary>
    /// <param name="connectionString">The connection string.</param>
    /// <param name="database">Another database of the same server; null: the connection string's own.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="NpgsqlException">There is none to be had; <see cref="Words"/> says why.</exception>
    public static async Task<PostgresConnection> OpenAsync(string connectionString, string? database, CancellationToken cancellationToken)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = "chatops", CommandTimeout = 0, Enlist = false };
        if (database is not null) builder.Database = database;
        var connection = new NpgsqlConnection(builder.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return new(connection);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Asks, with parameters that stay data, and reads each row.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this folder; what comes from elsewhere is a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var parameter in parameters) command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) rows.Add(read(reader));
        return rows;
    }

    /// <summary>Carries a statement out.</summary>
    public Task ExecuteAsync(string sql, CancellationToken cancellationToken) => QueryAsync(sql, _ => true, cancellationToken);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>What a server's refusal means, a clause for people without the connection string.</summary>
    public static string Words(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => "it has no connection left, not even for the bot (too many clients already)",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } denied => $"the bot's role may not do that ({OutsideText.Line(denied.MessageText, 120)}); pg_monitor and pg_signal_backend are what it needs",
        PostgresException answered => $"{OutsideText.Line(answered.MessageText, 200)} ({answered.SqlState})",
        { InnerException: SocketException socket } => $"it cannot be reached: {OutsideText.Line(socket.Message, 120)}",
        _ => OutsideText.Line(exception.Message, 200),
    };

    public static string? PasswordOf(string connectionString) => Read(connectionString)?.Password is { Length: > 0 } password ? password : null;

    public static string? Problem(string connectionString) => Read(connectionString) is { } read
        ? string.IsNullOrEmpty(read.Host) ? "it names no Host" : null
        : "it is no connection string";

    private static NpgsqlConnectionStringBuilder? Read(string connectionString)
    {
        try
        {
            return new(connectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            return null;
        }
    }
}
