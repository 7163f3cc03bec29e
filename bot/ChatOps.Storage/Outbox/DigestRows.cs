using ChatOps.Core.Incidents;
using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Outbox;

/// <summary>Mentions that a storm puts into one digest for each place and minute (rule 2.30).</summary>
public sealed class DigestRows
{
    internal const string DueSql = "select distinct platform, place, minute from digest_lines where written = 0 and minute < ? order by minute limit ?";

    internal const string StandForSql = """
        select 1 from digest_lines d where d.incident = ?1 and d.platform = ?2
          and not exists (select 1 from heads h where h.incident = ?1 and h.platform = ?2)
          and not exists (select 1 from posts p where p.incident = ?1 and p.platform = ?2) limit 1
        """;

    private readonly Connection _connection;

    internal DigestRows(Connection connection) => _connection = connection;

    /// <summary>Lists a mention in the digest of its place and minute.</summary>
    public void Add(DigestPlace digest, IncidentId incident, int mention)
    {
        using var insert = _connection.Prepare("insert or ignore into digest_lines (platform, place, minute, incident, mention, written) values (?, ?, ?, ?, ?, 0)");
        insert.Bind(digest.Platform).Bind(digest.Place).Bind(digest.Minute).Bind(incident).Bind(mention).Run();
    }

    /// <summary>Digests whose minute is over and that are not written yet, the oldest first.</summary>
    /// <param name="minute">The minute that runs now, as ticks of its beginning.</param>
    /// <param name="limit">How many at most.</param>
    public IReadOnlyList<DigestPlace> Due(long minute, int limit)
    {
        using var select = _connection.Prepare(DueSql);
        return select.Bind(minute).Bind(limit).All(row => new DigestPlace(row.Text(0), row.Text(1), row.Int64(2)));
    }

    /// <summary>What a digest lists, in the order of the incidents.</summary>
    public IReadOnlyList<DigestMention> Lines(DigestPlace digest)
    {
        using var select = _connection.Prepare("select incident, mention from digest_lines where platform = ? and place = ? and minute = ? order by incident, mention");
        return select.Bind(digest.Platform).Bind(digest.Place).Bind(digest.Minute).All(row => new DigestMention(row.Incident(0), row.Int32(1)));
    }

    /// <summary>Whether a digest is all that a platform has of an incident: it is listed there, and has neither a head message nor a message of its own.</summary>
    public bool StandFor(IncidentId incident, string platform)
    {
        using var select = _connection.Prepare(StandForSql);
        return select.Bind(incident).Bind(platform).Step();
    }

    /// <summary>The digest is in the outbox now.</summary>
    public void Written(DigestPlace digest)
    {
        using var update = _connection.Prepare("update digest_lines set written = 1 where platform = ? and place = ? and minute = ?");
        update.Bind(digest.Platform).Bind(digest.Place).Bind(digest.Minute).Run();
    }

    /// <summary>Takes a mention that was overtaken out of the digests that are not written yet.</summary>
    public void Withdraw(IncidentId incident, int mention)
    {
        using var delete = _connection.Prepare("delete from digest_lines where written = 0 and incident = ? and mention = ?");
        delete.Bind(incident).Bind(mention).Run();
    }
}

/// <summary>The digest of one place and minute.</summary>
/// <param name="Platform">Where it goes.</param>
/// <param name="Place">The channel, conversation or repository there.</param>
/// <param name="Minute">The beginning of the minute, as ticks of UTC.</param>
public sealed record DigestPlace(string Platform, string Place, long Minute);

/// <summary>One mention in a digest.</summary>
/// <param name="Incident">Its incident.</param>
/// <param name="Mention">Its number within the incident.</param>
public sealed record DigestMention(IncidentId Incident, int Mention);
