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

    /// <summary>The open connection; opens the file, makes its folder and brings its tables up to date if need be.</summary>
    public Connection Get()
    {
        if (_connection is { } open) return open;
        if (Path.GetDirectoryName(File) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        _soleUse.Take();
        var connection = new Connection(_options, forReading: false);
        try
        {
            Migrations.Migrator.BringUpToDate(connection, File);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        _connection = connection;
        return connection;
    }

    /// <summary>A commit is on disk.</summary>
    public void Worked()
    {
        if (!_health.IsAvailable)
        {
            _health = StorageHealth.Available;
            _notice(new StorageNotice(StorageNoticeKind.Available, $"{File} takes inputs again."));
        }

        _checkpoints.Committed(_connection!);
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
