using System.Collections.Concurrent;

namespace ChatOps.Storage.Engine;

/// <summary>A few connections that only read, used again and again until the writer opens the file anew.</summary>
internal sealed class Readers(StorageOptions options, Func<int> openings) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Readers);
    private readonly ConcurrentBag<(Connection Connection, int Opening)> _idle = [];

    /// <summary>Reads one state of the database, whatever is written meanwhile.</summary>
    public async Task<T> ReadAsync<T>(Func<ReadTransaction, T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Read(read);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var idle)) idle.Connection.Dispose();
        _free.Dispose();
    }

    private T Read<T>(Func<ReadTransaction, T> read)
    {
        var opening = openings();
        var connection = TakeIdle(opening) ?? new Connection(options, forReading: true);
        var good = false;
        try
        {
            connection.BeginRead();
            var result = read(new ReadTransaction(connection));
            connection.Commit();
            good = true;
            return result;
        }
        finally
        {
            if (good) _idle.Add((connection, opening));
            else connection.Dispose();
        }
    }

    private Connection? TakeIdle(int opening)
    {
        while (_idle.TryTake(out var idle))
        {
            if (idle.Opening == opening) return idle.Connection;
            idle.Connection.Dispose();
        }

        return null;
    }
}
