using System.Text;
using ChatOps.Core.Incidents;
using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Incidents;

/// <summary>Incidents in the order in which somebody who was woken wants them: the highest level first, of one level the newest.</summary>
public sealed class UrgentReads
{
    private readonly Connection _connection;

    internal UrgentReads(Connection connection) => _connection = connection;

    /// <summary>A page of incidents; ended ones stand newest first.</summary>
    public IReadOnlyList<Incident> List(UrgentFilter filter)
    {
        using var select = _connection.PrepareOnce(ListSql(filter));
        if (filter.Level is { } level) select.Bind(level);
        if (filter.Owner is { } owner) select.Bind(owner);
        if (filter.Service is { } service) select.Bind(service).Bind(service + "\U0010FFFF");
        return select.Bind(filter.Limit).Bind(filter.Skip).All(IncidentRows.Row);
    }

    internal static string ListSql(UrgentFilter filter)
    {
        var sql = new StringBuilder(IncidentRows.Columns + " where state ").Append(filter.Ended ? "= 'resolved'" : "<> 'resolved'");
        if (filter.Level is not null) sql.Append(" and level = ?");
        if (filter.Owner is not null) sql.Append(" and owner = ?");
        if (filter.Service is not null) sql.Append(" and service >= ? and service < ?");
        return sql.Append(filter.Ended ? " order by id desc" : " order by level desc, id desc").Append(" limit ? offset ?").ToString();
    }
}

/// <summary>Which incidents a page lists. All that is set has to hold.</summary>
public sealed record UrgentFilter
{
    /// <summary>False: those that are not resolved; true: those that are.</summary>
    public bool Ended { get; init; }

    /// <summary>One level, 1 to 4.</summary>
    public int? Level { get; init; }

    /// <summary>One owner, by their exact name.</summary>
    public string? Owner { get; init; }

    /// <summary>How the service's name begins.</summary>
    public string? Service { get; init; }

    /// <summary>How many to leave out at the beginning; 0 and up.</summary>
    public int Skip { get; init; }

    /// <summary>How many at most; 1 and up.</summary>
    public int Limit { get; init; } = 50;
}
