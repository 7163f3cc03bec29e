using System.Collections.Concurrent;
using ChatOps.Core.Intake;

namespace ChatOps.Storage.Engine;

/// <summary>
/// The one writer, on a thread of its own. All that waits (up to a bound) shares one transaction, so a storm costs few disk syncs,
/// and each caller goes on after the commit. A batch that fails is tried again one by one.
/// </summary>
internal sealed class Writer : IDisposable
{
    private readonly StorageOptions _options;
    private readonly WriterConnection _connection;
    private readonly Action<StorageNotice> _notice;
    private readonly ConcurrentQueue<WriteWork> _inputs = new();
    private readonly ConcurrentQueue<WriteWork> _sweeps = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly Thread _thread;
    private readonly List<WriteWork> _batch = [];
    private int _waiting;
    private int _asleep;
    private volatile bool _stopping;

    public Writer(StorageOptions options, WriterConnection connection, Action<StorageNotice> notice)
    {
        _options = options;
        _connection = connection;
        _notice = notice;
        _thread = new Thread(Loop) { IsBackground = true, Name = "storage writer" };
        _thread.Start();
    }

    /// <summary>How many inputs wait now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Transactions so far, for the metrics.</summary>
    public long Commits { get; private set; }

    /// <summary>Lets it wait for the writer; a sweep's work lets inputs that wait go first (rule 2.22).</summary>
    public void Enqueue(WriteWork work, bool sweep)
    {
        if (_stopping)
        {
            Refuse(work);
            return;
        }

        if (Interlocked.Increment(ref _waiting) > _options.MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            work.Fail(new StorageUnavailableException($"{_options.MostWaiting} inputs wait for the disk already; send it again in a moment."));
            return;
        }

        (sweep ? _sweeps : _inputs).Enqueue(work);
        // An event is set under a lock that all threads of the process share; a writer that is awake looks again by itself.
        if (Interlocked.Exchange(ref _asleep, 0) == 1) _wake.Set();
    }

    /// <summary>Serves what waits, then ends.</summary>
    public void Dispose()
    {
        if (_stopping) return;
        _stopping = true;
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
        while (_inputs.TryDequeue(out var late) || _sweeps.TryDequeue(out late)) Refuse(late);
    }

    private static void Refuse(WriteWork work) => work.Fail(new StorageUnavailableException("ChatOps is stopping; send it again in a moment."));

    private void Loop()
    {
        while (true)
        {
            while (TakeBatch())
            {
                ServeBatch();
                _connection.Tidy();
            }

            if (_stopping) return;
            // What was queued before this is seen by the look that follows; what is queued after it sees that the writer sleeps.
            Interlocked.Exchange(ref _asleep, 1);
            if (_inputs.IsEmpty && _sweeps.IsEmpty && !_stopping) _wake.WaitOne();
            Interlocked.Exchange(ref _asleep, 0);
        }
    }

    private bool TakeBatch()
    {
        _batch.Clear();
        var weight = 0;
        while (weight < _options.BatchWeight && (_inputs.TryDequeue(out var work) || _sweeps.TryDequeue(out work)))
        {
            Interlocked.Decrement(ref _waiting);
            if (work.IsAbandoned) continue;
            _batch.Add(work);
            weight += work.Weight;
        }

        return _batch.Count > 0;
    }

    private void ServeBatch()
    {
        var failure = Try(_batch);
        if (failure is null)
        {
            foreach (var work in _batch) work.Succeed();
        }
        else if (StorageFailure.Of(failure, _connection.File) is { } unavailable)
        {
            _connection.Lost(unavailable);
            foreach (var work in _batch) work.Fail(unavailable);
        }
        else if (_batch.Count == 1)
        {
            Park(_batch[0], failure);
        }
        else
        {
            foreach (var work in _batch) ServeAlone(work);
        }
    }

    private void ServeAlone(WriteWork work)
    {
        var failure = Try([work]);
        if (failure is null)
        {
            work.Succeed();
        }
        else if (StorageFailure.Of(failure, _connection.File) is { } unavailable)
        {
            _connection.Lost(unavailable);
            work.Fail(unavailable);
        }
        else
        {
            Park(work, failure);
        }
    }

    private void Park(WriteWork work, Exception failure)
    {
        if (work.Parked(failure) is not { } parked)
        {
            work.Fail(failure);
            return;
        }

        long number = 0;
        var parking = Try([new ParkWork(transaction => number = transaction.Parked.Add(parked, failure))]);
        if (parking is null)
        {
            _notice(new StorageNotice(StorageNoticeKind.Parked, $"An input of kind {parked.Kind} failed and is kept as number {number} in the table parked.", failure));
            work.SucceedParked(number, failure);
            return;
        }

        if (StorageFailure.Of(parking, _connection.File) is { } unavailable) _connection.Lost(unavailable);
        work.Fail(StorageFailure.Of(parking, _connection.File) ?? parking);
    }

    /// <summary>Serves these in one transaction; the failure, when nothing of it was kept.</summary>
    private Exception? Try(IReadOnlyList<WriteWork> batch)
    {
        Connection connection;
        try
        {
            connection = _connection.Get();
        }
        catch (Exception failure)
        {
            return failure;
        }

        var transaction = new WriteTransaction(connection);
        try
        {
            connection.Begin();
            foreach (var work in batch) work.Run(transaction);
            transaction.RunCommitting();
            connection.Commit();
            _connection.RequireInPlace();
        }
        catch (Exception failure)
        {
            Undo(connection);
            Tell(transaction.RolledBack);
            return failure;
        }

        Commits++;
        _connection.Worked();
        Tell(transaction.Committed);
        return null;
    }

    private void Undo(Connection connection)
    {
        try
        {
            connection.Rollback();
        }
        catch (Exception failure)
        {
            // SQLite undoes it when the connection is closed or the file is opened again.
            _connection.Lost(StorageFailure.Of(failure, _connection.File) ?? new StorageUnavailableException($"A transaction on {_connection.File} could not be undone.", failure));
        }
    }

    private void Tell(IReadOnlyList<Action> listeners)
    {
        foreach (var listener in listeners)
        {
            try
            {
                listener();
            }
            catch (Exception failure)
            {
                _notice(new StorageNotice(StorageNoticeKind.ListenerFailed, "Somebody who waits for commits failed.", failure));
            }
        }
    }

    private sealed class ParkWork(Action<WriteTransaction> run) : WriteWork
    {
        public override bool IsAbandoned => false;

        public override void Run(WriteTransaction transaction) => run(transaction);

        public override void Succeed()
        {
        }

        public override void Fail(Exception failure)
        {
        }
    }
}
