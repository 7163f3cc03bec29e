using ChatOps.Core.Incidents;
using ChatOps.Storage.Engine;
using ChatOps.Storage.Json;

namespace ChatOps.Storage.Outbox;

/// <summary>Messages on their way out, for the transaction that decides or delivers them.</summary>
public sealed class PostRows
{
    private readonly Connection _connection;

    internal PostRows(Connection connection) => _connection = connection;

    /// <summary>Puts a message into the outbox; due at once.</summary>
    /// <returns>Its id.</returns>
    public long Add(NewPost post, DateTimeOffset now)
    {
        using var insert = _connection.Prepare(
            "insert into posts (incident, platform, place, kind, mention, mention_of, seq, minute, created_at, state, next_at, message) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?)");
        insert.Bind(post.Incident).Bind(post.Platform).Bind(post.Place).Bind(post.Kind).Bind(post.Mention?.Number).Bind(post.Mention?.Incident)
            .Bind(post.Seq).Bind(post.Minute).Bind(now).Bind(now);
        StorageJson.Bind(insert, post.Message, StorageJson.Default.ChatMessage);
        return insert.Insert();
    }

    /// <summary>The platform took it.</summary>
    public void Delivered(long id, string reference, DateTimeOffset now) => End(id, PostState.Delivered, reference, null, now);

    /// <summary>The platform will never take it there.</summary>
    public void Refused(long id, string detail, DateTimeOffset now) => End(id, PostState.Refused, null, detail, now);

    /// <summary>It is about to be sent: should nothing be heard of it, the platform may have it.</summary>
    public void Sending(long id)
    {
        using var update = _connection.Prepare("update posts set doubt = 1 where id = ? and state = 'waiting' and doubt = 0");
        update.Bind(id).Run();
    }

    /// <summary>It was tried in vain; it is due again then.</summary>
    public void TryAgain(long id, DateTimeOffset nextAt, string detail, int doubt)
    {
        using var update = _connection.Prepare("update posts set tries = tries + 1, next_at = ?, detail = ?, doubt = ? where id = ? and state = 'waiting'");
        update.Bind(nextAt).Bind(detail).Bind(doubt).Bind(id).Run();
    }

    /// <summary>It is not to be looked at before then; this is no try.</summary>
    public void Defer(long id, DateTimeOffset until)
    {
        using var update = _connection.Prepare("update posts set next_at = ? where id = ? and state = 'waiting'");
        update.Bind(until).Bind(id).Run();
    }

    /// <summary>Whether this mention was delivered somewhere, or still waits for a platform; <paramref name="notOn"/>, where it calls nobody, does not count.</summary>
    public bool MayArrive(IncidentId incident, int mention, string? notOn = null)
    {
        using var select = _connection.Prepare("select 1 from posts where mention_of = ? and mention = ? and state in ('waiting', 'delivered') and platform <> ? limit 1");
        return select.Bind(incident).Bind(mention).Bind(notOn ?? "").Step();
    }

    /// <summary>Gives up a mention where it still waits (rule 2.12: one that was overtaken is not posted later).</summary>
    public void Withdraw(IncidentId incident, int mention, DateTimeOffset now)
    {
        using var update = _connection.Prepare(
            "update posts set state = 'dropped', next_at = null, ended_at = ?, detail = 'overtaken before it went out' where state = 'waiting' and mention_of = ? and mention = ?");
        update.Bind(now).Bind(incident).Bind(mention).Run();
    }

    private void End(long id, PostState state, string? reference, string? detail, DateTimeOffset now)
    {
        using var update = _connection.Prepare(
            "update posts set state = ?, tries = tries + 1, next_at = null, reference = ?, detail = ?, ended_at = ? where id = ? and state = 'waiting'");
        update.Bind(state).Bind(reference).Bind(detail).Bind(now).Bind(id).Run();
    }
}
