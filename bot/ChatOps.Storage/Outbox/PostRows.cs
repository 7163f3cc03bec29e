using ChatOps.Core.Incidents;
using ChatOps.Storage.Engine;
using ChatOps.Storage.Json;

namespace ChatOps.Storage.Outbox;

/// <summary>Messages on their way out, for the transaction that decides or delivers them.</summary>
public sealed class PostRows
{
    internal const string AddSql = """
        insert into posts (incident, platform, place, kind, mention, mention_of, seq, minute, created_at, state, next_at, acts_on, stamp, message)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'waiting',
          case when exists (select 1 from posts e where e.state = 'waiting' and e.incident = ?1 and e.platform = ?2) then null else ?9 end, ?10, ?11, ?12)
        """;

    internal const string NextOfThreadSql = """
        update posts set next_at = ?1 where next_at is null and id = (
          select min(n.id) from posts e join posts n on n.incident = e.incident and n.platform = e.platform and n.state = 'waiting' where e.id = ?2)
        """;

    internal const string StaleSql = "update posts set fade_at = ? where acts_on = ? and stamp is not null and stamp <> ? and fade_at is null";

    private readonly Connection _connection;

    internal PostRows(Connection connection) => _connection = connection;

    /// <summary>Puts a message into the outbox; due at once, or when those before it in its thread are over.</summary>
    /// <returns>Its id.</returns>
    public long Add(NewPost post, DateTimeOffset now)
    {
        using var insert = _connection.Prepare(AddSql);
        insert.Bind(post.Incident).Bind(post.Platform).Bind(post.Place).Bind(post.Kind).Bind(post.Mention?.Number).Bind(post.Mention?.Incident)
            .Bind(post.Seq).Bind(post.Minute).Bind(now).Bind(post.Buttons?.Incident).Bind(post.Buttons?.Stamp);
        StorageJson.Bind(insert, post.Message, StorageJson.Default.ChatMessage);
        return insert.Insert();
    }

    /// <summary>The platform took it.</summary>
    public void Delivered(long id, string reference, DateTimeOffset now) => End(id, PostState.Delivered, reference, null, now);

    /// <summary>The platform will never take it there.</summary>
    public void Refused(long id, string detail, DateTimeOffset now)
    {
        End(id, PostState.Refused, null, detail, now);
        Faded(id);
    }

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

    /// <summary>An incident's buttons with any other stamp than this can no longer be pressed: messages that show such are due to be shown without them, once they are delivered.</summary>
    public void Stale(IncidentId incident, int stamp, DateTimeOffset now)
    {
        using var update = _connection.Prepare(StaleSql);
        update.Bind(now).Bind(incident).Bind(stamp).Run();
    }

    /// <summary>It shows no buttons any more, or never will be changed.</summary>
    public void Faded(long id)
    {
        using var update = _connection.Prepare("update posts set stamp = null, fade_at = null where id = ?");
        update.Bind(id).Run();
    }

    /// <summary>It was tried in vain to take its buttons away; it is due again then.</summary>
    public void FadeAgain(long id, DateTimeOffset nextAt)
    {
        using var update = _connection.Prepare("update posts set tries = tries + 1, fade_at = ? where id = ? and fade_at is not null");
        update.Bind(nextAt).Bind(id).Run();
    }

    /// <summary>Its buttons are not to be looked at before then; this is no try.</summary>
    public void FadeLater(long id, DateTimeOffset until)
    {
        using var update = _connection.Prepare("update posts set fade_at = ? where id = ? and fade_at is not null");
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
            "update posts set state = 'dropped', next_at = null, stamp = null, fade_at = null, ended_at = ?, detail = 'overtaken before it went out' where state = 'waiting' and mention_of = ? and mention = ? returning id");
        foreach (var id in update.Bind(now).Bind(incident).Bind(mention).All(row => row.Int64(0))) LetNext(id, now);
    }

    private void End(long id, PostState state, string? reference, string? detail, DateTimeOffset now)
    {
        using var update = _connection.Prepare(
            "update posts set state = ?, tries = tries + 1, next_at = null, reference = ?, detail = ?, ended_at = ? where id = ? and state = 'waiting'");
        update.Bind(state).Bind(reference).Bind(detail).Bind(now).Bind(id).Run();
        LetNext(id, now);
    }

    /// <summary>The message behind this one in its thread is due now.</summary>
    private void LetNext(long ended, DateTimeOffset now)
    {
        using var update = _connection.Prepare(NextOfThreadSql);
        update.Bind(now).Bind(ended).Run();
    }
}
