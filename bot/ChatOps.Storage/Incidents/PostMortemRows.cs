using ChatOps.Core.Incidents;
using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Incidents;

/// <summary>Writes post-mortems; each writing is a version of its own (rule 2.29).</summary>
public sealed class PostMortemRows
{
    private readonly Connection _connection;

    internal PostMortemRows(Connection connection) => _connection = connection;

    /// <summary>The number of an incident's newest version; 0 when none is written.</summary>
    public int NewestOf(IncidentId incident)
    {
        using var select = _connection.Prepare("select coalesce(max(version), 0) from postmortems where incident = ?");
        select.Bind(incident).Step();
        return select.Int32(0);
    }

    /// <summary>Adds a version.</summary>
    public void Add(IncidentId incident, int version, string markdown, DateTimeOffset now)
    {
        using var insert = _connection.Prepare("insert into postmortems (incident, version, at, body) values (?, ?, ?, ?)");
        insert.Bind(incident).Bind(version).Bind(now).Bind(markdown).Run();
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
