using System.Collections.Concurrent;

namespace ChatOps.Storage.Engine;

/// <summary>A few connections that only read, used again and again.</summary>
internal sealed class Readers(StorageOptions options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Readers);
    private readonly ConcurrentBag<Connection> _idle = [];

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
        while (_idle.TryTake(out var connection)) connection.Dispose();
        _free.Dispose();
    }

    private T Read<T>(Func<ReadTransaction, T> read)
    {
        if (!_idle.TryTake(out var connection)) connection = new Connection(options, forReading: true);
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
            if (good) _idle.Add(connection);
            else connection.Dispose();
        }
    }
}
