using ChatOps.Core.Incidents;
using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Incidents;

/// <summary>Writes post-mortems; each writing is a version of its own (rule 2.29).</summary>
public sealed class PostMortemRows
{
    private readonly Connection _connection;

    internal PostMortemRows(Connection connection) => _connection = connection;

    /// <summary>Adds a version.</summary>
    /// <returns>Its number, 1 and up.</returns>
    public int Add(IncidentId incident, string markdown, DateTimeOffset now)
    {
        using var insert = _connection.Prepare(
            "insert into postmortems (incident, version, at, body) values (?1, (select coalesce(max(version), 0) + 1 from postmortems where incident = ?1), ?2, ?3) returning version");
        insert.Bind(incident).Bind(now).Bind(markdown).Step();
        return insert.Int32(0);
    }
}

/// <summary>Post-mortems, for reading.</summary>
public sealed class PostMortemReads
{
    private readonly Connection _connection;

    internal PostMortemReads(Connection connection) => _connection = connection;

    /// <summary>An incident's post-mortems, the newest version first.</summary>
    public IReadOnlyList<PostMortemRecord> OfIncident(IncidentId incident)
    {
        using var select = _connection.Prepare("select version, at, body from postmortems where incident = ? order by version desc");
        return select.Bind(incident).All(row => new PostMortemRecord(row.Int32(0), row.Instant(1), row.Text(2)));
    }
}

/// <summary>A post-mortem as it was written.</summary>
/// <param name="Version">1 and up.</param>
/// <param name="At">When.</param>
/// <param name="Markdown">Its text, CommonMark.</param>
public sealed record PostMortemRecord(int Version, DateTimeOffset At, string Markdown);
