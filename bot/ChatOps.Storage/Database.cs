using ChatOps.Core.Intake;
using ChatOps.Storage.Engine;

namespace ChatOps.Storage;

/// <summary>The embedded database: one writer that groups commits, and a few readers.</summary>
public sealed class Database : IDisposable
{
    private readonly StorageOptions _options;
    private readonly WriterConnection _connection;
    private readonly Writer _writer;
    private readonly Readers _readers;

    /// <summary>Makes it; nothing is opened before <see cref="StartAsync"/> or the first use.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="notice">Told what belongs into the log; called on the writer's thread.</param>
    public Database(StorageOptions options, Action<StorageNotice> notice)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _connection = new WriterConnection(options, notice);
        _writer = new Writer(options, _connection, notice);
        _readers = new Readers(options, () => _connection.Openings);
    }

    /// <summary>The file, as a full path.</summary>
    public string File => _connection.File;

    /// <summary>Whether inputs are taken now.</summary>
    public StorageHealth Health => _connection.Health;

    /// <summary>How many inputs wait for the writer.</summary>
    public int Waiting => _writer.Waiting;

    /// <summary>How many transactions the writer has committed.</summary>
    public long Commits => _writer.Commits;

    /// <summary>Opens the file, makes it if need be, and brings its tables up to date.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be used; the message says what to do. A later input tries again.</exception>
    /// <exception cref="NewerDatabaseException">A newer ChatOps wrote it.</exception>
    /// <exception cref="DatabaseInUseException">Another ChatOps runs on it.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => WriteAsync(static _ => true, cancellationToken);

    /// <summary>Looks at the file without changing it; one that is not there yet is made at the first start.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be used; the message says what to do.</exception>
    /// <exception cref="NewerDatabaseException">A newer ChatOps, or another program, wrote it.</exception>
    public void Look()
    {
        if (!System.IO.File.Exists(File)) return;
        try
        {
            System.IO.File.OpenHandle(File, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose();
            using var connection = new Connection(_options, forReading: true);
            Migrations.Migrator.VersionOf(connection, File);
        }
        catch (Exception failure) when (StorageFailure.Of(failure, File) is { } unavailable)
        {
            throw unavailable;
        }
    }

    /// <summary>Runs this in the next transaction; returns after its commit is on disk.</summary>
    /// <exception cref="StorageUnavailableException">Nothing was stored.</exception>
    public Task<T> WriteAsync<T>(Func<WriteTransaction, T> write, CancellationToken cancellationToken)
    {
        var work = new WriteFunction<T>(write, cancellationToken);
        _writer.Enqueue(work, sweep: false);
        return work.Task;
    }

    /// <summary>Runs this in the next transaction; returns after its commit is on disk.</summary>
    /// <exception cref="StorageUnavailableException">Nothing was stored.</exception>
    public Task WriteAsync(Action<WriteTransaction> write, CancellationToken cancellationToken) =>
        WriteAsync(
            transaction =>
            {
                write(transaction);
                return true;
            },
            cancellationToken);

    /// <summary>Runs this input in the next transaction, with all that wait beside it; returns after the commit is on disk.</summary>
    /// <param name="input">The input.</param>
    /// <param name="sweep">True: inputs that wait go first (rule 2.22).</param>
    /// <param name="cancellationToken">Leaves the queue; an input that has begun is finished.</param>
    /// <exception cref="StorageUnavailableException">Nothing was stored.</exception>
    public Task<T> WriteAsync<T>(WriteInput<T> input, bool sweep, CancellationToken cancellationToken)
    {
        var work = new WriteInputWork<T>(input, cancellationToken);
        _writer.Enqueue(work, sweep);
        return work.Task;
    }

    /// <summary>Reads one state of the database. The function runs on the caller's thread and keeps nothing of its argument.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be read.</exception>
    public async Task<T> ReadAsync<T>(Func<ReadTransaction, T> read, CancellationToken cancellationToken)
    {
        try
        {
            return await _readers.ReadAsync(read, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (StorageFailure.Of(failure, File) is { } unavailable)
        {
            if (StorageFailure.IsDamage(unavailable)) _connection.Doubt();
            throw unavailable;
        }
    }

    /// <summary>Waits for what the writer has begun, then closes the file.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        _readers.Dispose();
        _connection.Dispose();
    }
}
