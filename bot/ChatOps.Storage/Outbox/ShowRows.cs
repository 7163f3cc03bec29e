using ChatOps.Core.Incidents;
using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Outbox;

/// <summary>Threads whose head message is behind, and where head messages landed.</summary>
public sealed class ShowRows
{
    private readonly Connection _connection;

    internal ShowRows(Connection connection) => _connection = connection;

    /// <summary>The head message should show the incident as it stands by then; one row a thread, left alone while it waits. One that was tried in vain keeps its pause.</summary>
    public void Want(IncidentId incident, string platform, string place, DateTimeOffset now, DateTimeOffset dueAt)
    {
        using var put = _connection.Prepare(
            """
            insert into shows (incident, platform, place, since, next_at) values (?, ?, ?, ?, ?)
            on conflict (incident, platform) do update set next_at = excluded.next_at where tries = 0 and excluded.next_at < next_at
            """);
        put.Bind(incident).Bind(platform).Bind(place).Bind(now).Bind(dueAt).Run();
    }

    /// <summary>The platform shows it: remembers where, and drops the row unless there was news meanwhile (which is due at once).</summary>
    public void Shown(WaitingShow show, string reference)
    {
        Found(show, reference);
        using var delete = _connection.Prepare("delete from shows where incident = ?1 and platform = ?2 and (select version from incidents where id = ?1) = ?3");
        delete.Bind(show.Incident).Bind(show.Platform).Bind(show.Version).Run();
    }

    /// <summary>The platform has a head message that tells of an earlier moment: remembers where; the row stays, to bring it up to date.</summary>
    public void Found(WaitingShow show, string reference)
    {
        using (var head = _connection.Prepare(
            "insert into heads (incident, platform, place, reference) values (?, ?, ?, ?) on conflict (incident, platform) do update set place = excluded.place, reference = excluded.reference"))
        {
            head.Bind(show.Incident).Bind(show.Platform).Bind(show.Place).Bind(reference).Run();
        }

        using var update = _connection.Prepare("update shows set doubt = 0 where incident = ? and platform = ?");
        update.Bind(show.Incident).Bind(show.Platform).Run();
    }

    /// <summary>The head message is to stand where something else stands already; nothing where the thread has one.</summary>
    public void Adopt(IncidentId incident, string platform, string place, string reference)
    {
        using var head = _connection.Prepare("insert into heads (incident, platform, place, reference) values (?, ?, ?, ?) on conflict (incident, platform) do nothing");
        head.Bind(incident).Bind(platform).Bind(place).Bind(reference).Run();
    }

    /// <summary>It is not to be looked at before then; this is no try.</summary>
    public void Defer(WaitingShow show, DateTimeOffset until)
    {
        using var update = _connection.Prepare("update shows set next_at = ? where incident = ? and platform = ?");
        update.Bind(until).Bind(show.Incident).Bind(show.Platform).Run();
    }

    /// <summary>Its first head message is about to be sent: should nothing be heard of it, the platform may have it.</summary>
    public void Sending(WaitingShow show)
    {
        using var update = _connection.Prepare("update shows set doubt = 1 where incident = ? and platform = ? and doubt = 0");
        update.Bind(show.Incident).Bind(show.Platform).Run();
    }

    /// <summary>It was tried in vain; it is due again then.</summary>
    public void TryAgain(WaitingShow show, DateTimeOffset nextAt, int doubt)
    {
        using var update = _connection.Prepare("update shows set tries = tries + 1, next_at = ?, doubt = ? where incident = ? and platform = ?");
        update.Bind(nextAt).Bind(doubt).Bind(show.Incident).Bind(show.Platform).Run();
    }

    /// <summary>The platform will never take it: nothing is shown there until there is news.</summary>
    public void GiveUp(WaitingShow show)
    {
        using var delete = _connection.Prepare("delete from shows where incident = ? and platform = ?");
        delete.Bind(show.Incident).Bind(show.Platform).Run();
    }

    /// <summary>Where the head message of a thread landed, or null.</summary>
    public string? Head(IncidentId incident, string platform)
    {
        using var select = _connection.Prepare("select reference from heads where incident = ? and platform = ?");
        return select.Bind(incident).Bind(platform).Step() ? select.Text(0) : null;
    }
}
