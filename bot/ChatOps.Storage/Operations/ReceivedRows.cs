using ChatOps.Core.Incidents;
using ChatOps.Storage.Engine;
using ChatOps.Storage.Json;

namespace ChatOps.Storage.Operations;

/// <summary>Deliveries that were answered.</summary>
public sealed class ReceivedRows
{
    private readonly Connection _connection;

    internal ReceivedRows(Connection connection) => _connection = connection;

    /// <summary>What a delivery was answered, or null when it is new.</summary>
    public Answer? Find(string delivery)
    {
        using var select = _connection.Prepare("select answer from received where delivery = ?");
        return select.Bind(delivery).Step() ? StorageJson.Read(select, 0, StorageJson.Default.Answer) : null;
    }

    /// <summary>Keeps an answer for repeats of its delivery.</summary>
    public void Add(string delivery, Answer answer, DateTimeOffset now)
    {
        using var insert = _connection.Prepare("insert into received (delivery, at, answer) values (?, ?, ?)");
        insert.Bind(delivery).Bind(now);
        StorageJson.Bind(insert, answer, StorageJson.Default.Answer);
        insert.Run();
    }

    /// <summary>Forgets deliveries that were answered before then; at most this many at a time.</summary>
    /// <returns>How many.</returns>
    public int Forget(DateTimeOffset before, int limit)
    {
        using var delete = _connection.Prepare("delete from received where delivery in (select delivery from received where at < ? limit ?)");
        return delete.Bind(before).Bind(limit).Run();
    }
}
