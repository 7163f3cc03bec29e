using ChatOps.Core.Intake;
using Microsoft.Data.Sqlite;

namespace ChatOps.Storage.Engine;

/// <summary>
/// The writer's connection and what is known about its health. After a failure of the disk or file it is closed; the next use opens
/// it anew, so storage comes back by itself when its cause is gone.
/// </summary>
internal sealed class WriterConnection : IDisposable
{
    private readonly StorageOptions _options;
    private readonly Action<StorageNotice> _notice;
    private readonly Checkpoints _checkpoints;
    private readonly SoleUse _soleUse;
    private Connection? _connection;
    private volatile StorageHealth _health = StorageHealth.Available;
    private volatile bool _doubted;
    private volatile int _openings;

    public WriterConnection(StorageOptions options, Action<StorageNotice> notice)
    {
        _options = options;
        _notice = notice;
        File = Path.GetFullPath(new SqliteConnectionStringBuilder(options.ConnectionString).DataSource);
        _checkpoints = new Checkpoints(options);
        _soleUse = new SoleUse(File);
    }

    /// <summary>The database's file.</summary>
    public string File { get; }

    public StorageHealth Health => _health;

    /// <summary>How often the file was opened; readers of an earlier opening may see a file that is there no more.</summary>
    public int Openings => _openings;

    /// <summary>The open connection; opens the file, makes its folder and brings its tables up to date if need be.</summary>
    public Connection Get()
    {
        if (_doubted) Close();
        if (_connection is { } open) return open;
        if (_openings > 0 && !System.IO.File.Exists(File)) throw StorageFailure.Gone(File);
        if (Path.GetDirectoryName(File) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        _soleUse.Take();
        var connection = new Connection(_options, forReading: false);
        try
        {
            if (_doubted) connection.LookForDamage();
            Migrations.Migrator.BringUpToDate(connection, File);
            _ = connection.Identities;
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        _doubted = false;
        _openings++;
        _connection = connection;
        return connection;
    }

    /// <summary>A reader found the file damaged, in pages that the writer may never look at: the next use reads all of it.</summary>
    public void Doubt() => _doubted = true;

    /// <summary>Holds the file that was written against the one that stands at its path.</summary>
    /// <exception cref="StorageUnavailableException">It was removed or replaced.</exception>
    public void RequireInPlace()
    {
        if (_connection is { HasMoved: true }) throw StorageFailure.Gone(File);
    }

    /// <summary>A commit is on disk.</summary>
    public void Worked()
    {
        if (_health.IsAvailable) return;
        _health = StorageHealth.Available;
        _notice(new StorageNotice(StorageNoticeKind.Available, $"{File} takes inputs again."));
    }

    /// <summary>Does what no input should wait for: all that were served have been told.</summary>
    public void Tidy()
    {
        if (_connection is { } open) _checkpoints.Committed(open);
    }

    /// <summary>Nothing can be stored now.</summary>
    public void Lost(StorageUnavailableException failure)
    {
        Close();
        if (_health.IsAvailable) _notice(new StorageNotice(StorageNoticeKind.Unavailable, failure.Message, failure.InnerException));
        _health = new StorageHealth(false, failure.Message);
    }

    public void Dispose()
    {
        _checkpoints.Dispose();
        Close();
        _soleUse.Dispose();
    }

    private void Close()
    {
        var connection = _connection;
        _connection = null;
        try
        {
            connection?.Dispose();
        }
        catch (SqliteException)
        {
            // The file is the problem already; its handle is gone either way.
        }
    }
}
