using System.Text;
using ChatOps.Core.Incidents;
using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Incidents;

/// <summary>Incidents, for lists and pages.</summary>
public sealed class IncidentReads
{
    private readonly Connection _connection;

    internal IncidentReads(Connection connection) => _connection = connection;

    /// <summary>The incident of this id, or null.</summary>
    public Incident? Find(IncidentId id) => IncidentRows.Find(_connection, id);

    /// <summary>A page of incidents, newest first.</summary>
    public IReadOnlyList<Incident> List(IncidentFilter filter)
    {
        using var select = _connection.PrepareOnce(ListSql(filter));
        if (filter.State is { } state) select.Bind(state);
        if (filter.Service is { } service) select.Bind(service);
        if (filter.Owner is { } owner) select.Bind(owner);
        if (filter.Parent is { } parent) select.Bind(parent);
        if (filter.After is { } after) select.Bind(after);
        return select.Bind(filter.Limit).All(IncidentRows.Row);
    }

    /// <summary>How many incidents are not resolved, by state and level.</summary>
    public IReadOnlyList<OpenCount> CountOpen()
    {
        using var select = _connection.Prepare("select state, level, count(*) from incidents where state <> 'resolved' group by state, level");
        return select.All(row => new OpenCount(row.Enum<IncidentState>(0), row.Int32(1), row.Int32(2)));
    }

    /// <summary>How many incidents are not resolved, by service; services without one are left out.</summary>
    public IReadOnlyDictionary<string, int> CountOpenByService()
    {
        using var select = _connection.Prepare("select service, count(*) from incidents where state <> 'resolved' group by service");
        return select.All(row => (Service: row.Text(0), Count: row.Int32(1))).ToDictionary(row => row.Service, row => row.Count);
    }

    internal static string ListSql(IncidentFilter filter)
    {
        var sql = new StringBuilder(IncidentRows.Columns + " where 1");
        if (filter.Open is { } open) sql.Append(open ? " and state <> 'resolved'" : " and state = 'resolved'");
        if (filter.State is not null) sql.Append(" and state = ?");
        if (filter.Service is not null) sql.Append(" and service = ?");
        if (filter.Owner is not null) sql.Append(" and owner = ?");
        if (filter.Parent is not null) sql.Append(" and parent = ?");
        if (filter.After is not null) sql.Append(" and id < ?");
        return sql.Append(" order by id desc limit ?").ToString();
    }
}

/// <summary>How many incidents stand somewhere.</summary>
/// <param name="State">In this state.</param>
/// <param name="Level">At this level.</param>
/// <param name="Count">So many.</param>
public sealed record OpenCount(IncidentState State, int Level, int Count);
