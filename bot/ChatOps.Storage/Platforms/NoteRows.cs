using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Platforms;

/// <summary>What adapters have to remember.</summary>
public sealed class NoteRows
{
    private readonly Connection _connection;

    internal NoteRows(Connection connection) => _connection = connection;

    /// <summary>Keeps a note; of one key the last counts.</summary>
    public void Put(string platform, string key, string value, DateTimeOffset now)
    {
        using var put = _connection.Prepare(
            "insert into platform_notes (platform, key, value, at) values (?, ?, ?, ?) on conflict (platform, key) do update set value = excluded.value, at = excluded.at");
        put.Bind(platform).Bind(key).Bind(value).Bind(now).Run();
    }
}

/// <summary>What adapters have to remember, for reading.</summary>
public sealed class NoteReads
{
    private readonly Connection _connection;

    internal NoteReads(Connection connection) => _connection = connection;

    /// <summary>The note of this key, or null.</summary>
    public string? Find(string platform, string key)
    {
        using var select = _connection.Prepare("select value from platform_notes where platform = ? and key = ?");
        return select.Bind(platform).Bind(key).Step() ? select.Text(0) : null;
    }
}
