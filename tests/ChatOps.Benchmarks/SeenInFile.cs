using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace ChatOps.Benchmarks;

/// <summary>
/// When the first message of each service's incident came to stand in the bot's file, looked for every millisecond. Another connection sees a transaction
/// only after its sync, so nothing is seen that a power cut could take back.
/// </summary>
internal sealed class SeenInFile : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, long> _seen = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

    public SeenInFile(string file) => _watching = Task.Factory.StartNew(() => Watch(file), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>When the first message of this service was there, as a timestamp of <see cref="Stopwatch"/>; null: not yet.</summary>
    public long? At(string service) => _seen.TryGetValue(service, out var at) ? at : null;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private void Watch(string file)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var select = connection.CreateCommand();
        select.CommandText = "select c.id, i.service from chat c join incidents i on i.id = c.incident where c.id > $after order by c.id";
        var after = select.Parameters.Add("$after", SqliteType.Integer);
        after.Value = 0L;
        while (!_stop.Token.WaitHandle.WaitOne(1))
        {
            using var rows = select.ExecuteReader();
            var now = 0L;
            while (rows.Read())
            {
                if (now == 0) now = Stopwatch.GetTimestamp();
                after.Value = rows.GetInt64(0);
                _seen.TryAdd(rows.GetString(1), now);
            }
        }
    }
}
