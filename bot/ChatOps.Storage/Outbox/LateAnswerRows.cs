using ChatOps.Core.Intake;
using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Outbox;

/// <summary>Answers that follow an acknowledgement.</summary>
public sealed class LateAnswerRows
{
    private readonly Connection _connection;

    internal LateAnswerRows(Connection connection) => _connection = connection;

    /// <summary>Keeps one.</summary>
    /// <returns>Its id.</returns>
    public long Add(string platform, string answer, DateTimeOffset now, DateTimeOffset until)
    {
        using var insert = _connection.Prepare("insert into late_answers (platform, answer, at, until) values (?, ?, ?, ?) returning id");
        insert.Bind(platform).Bind(answer).Bind(now).Bind(until).Step();
        return insert.Int64(0);
    }

    /// <summary>It was given, or nobody waits for it any more.</summary>
    public void Remove(long id)
    {
        using var delete = _connection.Prepare("delete from late_answers where id = ?");
        delete.Bind(id).Run();
    }

    /// <summary>Those of a platform, oldest first.</summary>
    public IReadOnlyList<KeptAnswer> Of(string platform)
    {
        using var select = _connection.Prepare("select id, answer, at, until from late_answers where platform = ? order by id");
        return select.Bind(platform).All(row => new KeptAnswer(row.Int64(0), row.Text(1), row.Instant(2), row.Instant(3)));
    }
}
