using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ChatOps.Storage.Engine;

/// <summary>One connection with its prepared statements. Not for two threads at once.</summary>
internal sealed partial class Connection : IDisposable
{
    // SQLITE_FCNTL_HAS_MOVED and SQLITE_FCNTL_FILE_POINTER; the package names neither them nor the function.
    private const int HasMovedCode = 20;
    private const int FilePointerCode = 7;

    // sqlite3_io_methods: the version and four functions stand before xSync. SQLITE_SYNC_NORMAL is its argument.
    private const int SyncMethod = 5;
    private const int SyncNormal = 2;

    private readonly SqliteConnection _connection;

    private Alerts.AlertIdentities? _identities;

    // Constant texts are interned, so the reference is the fastest key there is; a text built at run time is prepared each time.
    private readonly Dictionary<string, Statement> _idle = new(ReferenceEqualityComparer.Instance);

    public Connection(StorageOptions options, bool forReading)
    {
        var builder = new SqliteConnectionStringBuilder(options.ConnectionString)
        {
            Pooling = false,
            Mode = forReading ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadWriteCreate,
            DefaultTimeout = (int)Math.Ceiling(options.WaitForLock.TotalSeconds),
        };
        _connection = new SqliteConnection(builder.ToString());
        try
        {
            _connection.Open();
            Execute(string.Create(CultureInfo.InvariantCulture, $"pragma busy_timeout = {(long)options.WaitForLock.TotalMilliseconds}"));
            if (!forReading)
            {
                Execute("pragma journal_mode = wal");
                Execute("pragma synchronous = full");
                Execute("pragma wal_autocheckpoint = 0");
                Execute("pragma journal_size_limit = 67108864");
            }
            else
            {
                Execute("pragma query_only = 1");
            }

            Execute(forReading ? "pragma cache_size = -2048" : "pragma cache_size = -16384");
            Execute("pragma temp_store = memory");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Which row each label set has; for the writer, which sees each change of them. Read at the first use.</summary>
    public Alerts.AlertIdentities Identities => _identities ??= Alerts.AlertIdentities.Load(this);

    /// <summary>What was read of incidents before.</summary>
    public Incidents.IncidentBodies Bodies { get; } = new();

    private sqlite3 Handle => _connection.Handle!;

    /// <summary>The texts of the statements that are kept, for the test that holds their plans to an index.</summary>
    public IReadOnlyCollection<string> Texts => [.. _idle.Keys];

    /// <summary>Whether the file was removed or replaced since it was opened: what is written then reaches nobody's disk.</summary>
    public bool HasMoved => FileControl(Handle.DangerousGetHandle(), 0, HasMovedCode, out int moved) == raw.SQLITE_OK && moved != 0;

    /// <summary>The statement with this text, ready for binding; dispose gives it back.</summary>
    public Statement Prepare(string constantSql) =>
        _idle.Remove(constantSql, out var statement) ? statement : new Statement(Handle, constantSql, GiveBack);

    /// <summary>A statement whose text was put together at run time; it is not kept.</summary>
    public Statement PrepareOnce(string sql) => new(Handle, sql, statement => statement.Close());

    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Begin() => Run("begin immediate");

    public void BeginRead() => Run("begin");

    public void Commit()
    {
        Run("commit");
        _identities?.Keep();
    }

    /// <summary>Undoes the open transaction, if SQLite has not done so already.</summary>
    public void Rollback()
    {
        _identities?.Undo();
        if (raw.sqlite3_get_autocommit(Handle) == 0) Execute("rollback");
    }

    /// <summary>Brings what it can of the write-ahead log into the file, without waiting for anybody.</summary>
    /// <param name="pages">How long the log is.</param>
    public void Checkpoint(out int pages)
    {
        var code = raw.sqlite3_wal_checkpoint_v2(Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out pages, out _);
        if (code is not (raw.SQLITE_OK or raw.SQLITE_BUSY)) SqliteException.ThrowExceptionForRC(code, Handle);
    }

    /// <summary>
    /// Waits until the file's pages are on disk, as a checkpoint that is through does. By SQLite's own handle: to close another one on the file would give up
    /// the locks of all of them (https://www.sqlite.org/howtocorrupt.html, section 2.2).
    /// </summary>
    /// <exception cref="SqliteException">The disk refused.</exception>
    public void SyncFile()
    {
        if (FileControl(Handle.DangerousGetHandle(), 0, FilePointerCode, out nint file) != raw.SQLITE_OK || file == 0) return;
        var methods = Marshal.ReadIntPtr(file);
        var sync = Marshal.GetDelegateForFunctionPointer<Sync>(Marshal.ReadIntPtr(methods, SyncMethod * nint.Size));
        var code = sync(file, SyncNormal);
        if (code != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(code, Handle);
    }

    /// <summary>Reads every page once.</summary>
    /// <exception cref="SqliteException">The file is damaged.</exception>
    public void LookForDamage()
    {
        using var check = PrepareOnce("pragma quick_check(1)");
        var found = check.Step() ? check.Text(0) : "nothing";
        if (found != "ok") throw new SqliteException(found, raw.SQLITE_CORRUPT);
    }

    public void Dispose()
    {
        foreach (var statement in _idle.Values) statement.Close();
        _idle.Clear();
        _connection.Dispose();
    }

    private void Run(string constantSql)
    {
        using var statement = Prepare(constantSql);
        statement.Run();
    }

    private void GiveBack(Statement statement)
    {
        if (!_idle.TryAdd(statement.Sql, statement)) statement.Close();
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    private static partial int FileControl(nint connection, nint name, int code, out int answer);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    private static partial int FileControl(nint connection, nint name, int code, out nint answer);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Sync(nint file, int flags);
}
