using Microsoft.Data.Sqlite;

namespace ChatOps.Storage.Engine;

/// <summary>
/// Brings the write-ahead log back into the file beside the writer, so that no input waits for it. What is written meanwhile would keep the
/// log from ever starting over; when it has grown, the writer itself finishes the rest between two transactions, once all but little is on disk.
/// </summary>
internal sealed class Checkpoints : IDisposable
{
    // Pages of 4 KB. Readers look through a longer log with more effort; a shorter one makes the writer pause more often.
    private const int LongLog = 8_000;

    // What is written while the first pass waits for the disk is left to the second.
    private const int Passes = 2;

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

    /// <summary>Whether the writer finishes the next one.</summary>
    public bool WriterFinishes => _writerFinishes;

    /// <summary>The writer committed, and all who waited for it have been told.</summary>
    public void Committed(Connection writer)
    {
        if (_writerFinishes)
        {
            _writerFinishes = false;
            try
            {
                writer.Checkpoint(out _);
            }
            catch (SqliteException)
            {
                // What is committed is on disk in the log; the next commit meets the same trouble and tells it.
            }
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

    /// <summary>Copies what it can.</summary>
    /// <returns>Whether the log is long, so that the writer should let it start over.</returns>
    private static bool Copy(Connection connection)
    {
        connection.Checkpoint(out var pages);
        if (pages <= LongLog) return false;
        for (var pass = 0; pass < Passes; pass++)
        {
            // SQLite does so itself only when the log is at its end, which is in the writer's turn: then all inputs would wait for it.
            connection.SyncFile();
            connection.Checkpoint(out _);
        }

        return true;
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
                _writerFinishes = Copy(connection);
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
