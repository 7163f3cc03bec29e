using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Storage.Engine;
using ChatOps.Storage.Json;

namespace ChatOps.Storage.Chat;

/// <summary>What is said on the local chat.</summary>
public sealed class ChatRows
{
    private readonly Connection _connection;

    internal ChatRows(Connection connection) => _connection = connection;

    /// <summary>Posts a message of the outbox; the same one again makes no second message.</summary>
    /// <returns>Its number.</returns>
    public long Post(long post, IncidentId? incident, string place, string kind, string author, ChatMessage message, DateTimeOffset now)
    {
        if (Find(post) is { } known) return known;
        return Add(post, incident, place, kind, author, message, now);
    }

    /// <summary>Makes an incident's head message, or writes the one there is anew.</summary>
    /// <returns>Its number.</returns>
    public long ShowHead(IncidentId incident, string place, string author, ChatMessage message, DateTimeOffset now)
    {
        using (var select = _connection.Prepare("select id from chat where incident = ? and kind = 'head'"))
        {
            if (select.Bind(incident).Step())
            {
                var id = select.Int64(0);
                Change(id, message, now);
                return id;
            }
        }

        return Add(null, incident, place, "head", author, message, now);
    }

    /// <summary>The number of the message that came from this outbox row, or null.</summary>
    public long? Find(long post)
    {
        using var select = _connection.Prepare("select id from chat where post = ?");
        return select.Bind(post).Step() ? select.Int64(0) : null;
    }

    private long Add(long? post, IncidentId? incident, string place, string kind, string author, ChatMessage message, DateTimeOffset now)
    {
        using var insert = _connection.Prepare("insert into chat (post, incident, place, kind, at, changed_at, author, message) values (?, ?, ?, ?, ?, ?, ?, ?)");
        insert.Bind(post).Bind(incident).Bind(place).Bind(kind).Bind(now).Bind(now).Bind(author);
        StorageJson.Bind(insert, message, StorageJson.Default.ChatMessage);
        return insert.Insert();
    }

    private void Change(long id, ChatMessage message, DateTimeOffset now)
    {
        using var update = _connection.Prepare("update chat set changed_at = ?, message = ? where id = ?");
        update.Bind(now);
        StorageJson.Bind(update, message, StorageJson.Default.ChatMessage);
        update.Bind(id).Run();
    }
}

/// <summary>What was said on the local chat.</summary>
public sealed class ChatReads
{
    internal const string ChannelSql = """
        select id, incident, place, kind, at, changed_at, author, message, (select count(*) from chat t where t.incident = c.incident and t.id <> c.id)
        from chat c where kind = 'head' or incident is null order by id desc limit ?
        """;

    private readonly Connection _connection;

    internal ChatReads(Connection connection) => _connection = connection;

    /// <summary>An incident's messages, oldest first.</summary>
    public IReadOnlyList<ChatLine> OfIncident(IncidentId incident)
    {
        using var select = _connection.Prepare("select id, incident, place, kind, at, changed_at, author, message from chat where incident = ? order by id");
        return select.Bind(incident).All(Row);
    }

    /// <summary>The newest messages outside all threads, newest first: head messages, digests, notices.</summary>
    public IReadOnlyList<ChannelLine> Channel(int limit)
    {
        using var select = _connection.Prepare(ChannelSql);
        return select.Bind(limit).All(row => new ChannelLine(Row(row), row.Int32(8)));
    }

    private static ChatLine Row(Statement row) => new(
        row.Int64(0), row.IncidentOrNull(1), row.Text(2), row.Text(3), row.Instant(4), row.Instant(5), row.Text(6), StorageJson.Read(row, 7, StorageJson.Default.ChatMessage));
}

/// <summary>A message on the local chat.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Incident">The incident whose thread it stands in, or null.</param>
/// <param name="Place">The channel.</param>
/// <param name="Kind">What sort of message: the head (<c>head</c>) or a <see cref="MessageKind"/> in camel case.</param>
/// <param name="At">When it was posted.</param>
/// <param name="ChangedAt">When it was last written anew.</param>
/// <param name="Author">Who posted it.</param>
/// <param name="Message">Its content.</param>
public sealed record ChatLine(long Id, IncidentId? Incident, string Place, string Kind, DateTimeOffset At, DateTimeOffset ChangedAt, string Author, ChatMessage Message);

/// <summary>A message outside all threads.</summary>
/// <param name="Line">The message.</param>
/// <param name="Replies">How many messages stand in the thread behind it.</param>
public sealed record ChannelLine(ChatLine Line, int Replies);
