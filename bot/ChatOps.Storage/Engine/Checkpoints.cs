using Microsoft.Data.Sqlite;

namespace ChatOps.Storage.Engine;

/// <summary>
/// Brings the write-ahead log back into the file beside the writer, so that no input waits for it. What is written meanwhile would keep the
/// log from ever starting over; when it has grown, the writer itself finishes the short rest between two transactions.
/// </summary>
internal sealed class Checkpoints : IDisposable
{
    private const int LongLog = 4_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly StorageOptions _options;
    private readonly AutoResetEvent _wake = new(false);
    private readonly ManualResetEvent _stop = new(false);
    private readonly Thread _thread;
    private volatile bool _writerFinishes;
    private bool _disposed;

    public Checkpoints(StorageOptions options)
    {
        _options = options;
        _thread = new Thread(Loop) { IsBackground = true, Name = "storage checkpoints" };
        _thread.Start();
    }

    /// <summary>The writer committed.</summary>
    public void Committed(Connection writer)
    {
        if (_writerFinishes)
        {
            _writerFinishes = false;
            writer.Checkpoint(out _);
        }

        _wake.Set();
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _stop.Set();
        _thread.Join();
        _wake.Dispose();
        _stop.Dispose();
    }

    private void Loop()
    {
        WaitHandle[] either = [_stop, _wake];
        Connection? connection = null;
        while (WaitHandle.WaitAny(either) == 1)
        {
            try
            {
                connection ??= new Connection(_options, forReading: true);
                connection.Checkpoint(out var pages);
                _writerFinishes = pages > LongLog;
            }
            catch (SqliteException)
            {
                // The writer meets the same trouble and tells it; here the next commit tries again.
                connection?.Dispose();
                connection = null;
            }

            if (_stop.WaitOne(Pause)) break;
        }

        connection?.Dispose();
    }
}
