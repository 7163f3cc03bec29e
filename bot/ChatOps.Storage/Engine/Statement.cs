using System.Globalization;
using ChatOps.Core.Incidents;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ChatOps.Storage.Engine;

/// <summary>
/// A prepared statement of one connection. It talks to SQLite without the command object between, because the hot path runs half a dozen
/// statements for each alert. Instants are stored as ticks of UTC, so that the years 1 and 9999 survive and equality is exact.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly sqlite3_stmt _statement;
    private readonly Action<Statement> _giveBack;
    private int _next;

    public Statement(sqlite3 handle, string sql, Action<Statement> giveBack)
    {
        _handle = handle;
        Sql = sql;
        _giveBack = giveBack;
        Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public string Sql { get; }

    public Statement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, ++_next, value));
        return this;
    }

    public Statement Bind(long? value) => value is { } number ? Bind(number) : BindNull();

    public Statement Bind(bool value) => Bind(value ? 1 : 0);

    public Statement Bind(IncidentId value) => Bind(value.Number);

    public Statement Bind(IncidentId? value) => Bind(value?.Number);

    public Statement Bind(DateTimeOffset value) => Bind(value.UtcTicks);

    public Statement Bind(DateTimeOffset? value) => Bind(value?.UtcTicks);

    public Statement Bind(TimeSpan value) => Bind(value.Ticks);

    public Statement Bind(TimeSpan? value) => Bind(value?.Ticks);

    public Statement Bind<T>(T value)
        where T : struct, Enum => Bind(Words.Of(value));

    public Statement Bind<T>(T? value)
        where T : struct, Enum => value is { } word ? Bind(Words.Of(word)) : BindNull();

    public Statement BindBlob(ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(_statement, ++_next, value));
        return this;
    }

    public Statement Bind(string? value)
    {
        if (value is null) return BindNull();
        Check(raw.sqlite3_bind_text(_statement, ++_next, value));
        return this;
    }

    /// <summary>Binds text that is UTF-8 already: JSON goes from the serializer to the file without a string between.</summary>
    public Statement BindUtf8(ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_text(_statement, ++_next, value));
        return this;
    }

    public Statement BindNull()
    {
        Check(raw.sqlite3_bind_null(_statement, ++_next));
        return this;
    }

    /// <summary>Goes to the next row; false when there is none.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW) return true;
        if (code == raw.SQLITE_DONE) return false;
        throw Failure(code);
    }

    /// <summary>Runs it to its end, makes it ready for the next binding, and tells how many rows it changed.</summary>
    public int Run()
    {
        while (Step())
        {
        }

        var changed = raw.sqlite3_changes(_handle);
        Reset();
        return changed;
    }

    /// <summary>Runs an insertion, and gives its row. SQLite's <c>returning</c> costs a temporary table and a journal of each page that it touches.</summary>
    public long Insert()
    {
        Run();
        return raw.sqlite3_last_insert_rowid(_handle);
    }

    /// <summary>Makes it ready for the next binding.</summary>
    public void Reset()
    {
        // The code that reset returns is that of the last step, which has been thrown already.
        _ = raw.sqlite3_reset(_statement);
        _next = 0;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    public int Int32(int column) => raw.sqlite3_column_int(_statement, column);

    public int? Int32OrNull(int column) => IsNull(column) ? null : Int32(column);

    public long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    public bool Bool(int column) => Int64(column) != 0;

    public IncidentId Incident(int column) => new(Int64(column));

    public IncidentId? IncidentOrNull(int column) => IsNull(column) ? null : Incident(column);

    public DateTimeOffset Instant(int column) => new(Int64(column), TimeSpan.Zero);

    public DateTimeOffset? InstantOrNull(int column) => IsNull(column) ? null : Instant(column);

    public TimeSpan Span(int column) => new(Int64(column));

    public TimeSpan? SpanOrNull(int column) => IsNull(column) ? null : Span(column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string() ?? "";

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>The bytes of a text, valid until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(_statement, column);

    public T Enum<T>(int column)
        where T : struct, Enum => Words.Read<T>(Text(column));

    public T? EnumOrNull<T>(int column)
        where T : struct, Enum => IsNull(column) ? null : Enum<T>(column);

    /// <summary>All rows.</summary>
    public List<T> All<T>(Func<Statement, T> row)
    {
        var rows = new List<T>();
        while (Step()) rows.Add(row(this));
        return rows;
    }

    public void Dispose()
    {
        Reset();
        _giveBack(this);
    }

    public void Close() => _statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw Failure(code);
    }

    private SqliteException Failure(int code)
    {
        var message = raw.sqlite3_errmsg(_handle).utf8_to_string();
        return new SqliteException(
            string.Create(CultureInfo.InvariantCulture, $"SQLite error {code}: {message}"), code & 0xFF, raw.sqlite3_extended_errcode(_handle));
    }
}
