using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Storage.Engine;
using ChatOps.Storage.Json;

namespace ChatOps.Storage.Alerts;

/// <summary>The known label sets, for those who list them.</summary>
public sealed class AlertReads
{
    internal const string FullColumns = "select id, status, role, incident, starts_at, ends_at, ended_by, expires_at, lasts, source, labels, detail, updated_at from alerts";

    private readonly Connection _connection;

    internal AlertReads(Connection connection) => _connection = connection;

    /// <summary>All alerts that fire now, in no order.</summary>
    public IReadOnlyList<FullAlertRow> Firing()
    {
        using var select = _connection.Prepare(FullColumns + " where status = 'firing'");
        return select.All(Full);
    }

    /// <summary>The alerts of an incident, oldest row first.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="limit">How many at most.</param>
    public IReadOnlyList<FullAlertRow> OfIncident(IncidentId incident, int limit)
    {
        using var select = _connection.Prepare(FullColumns + " where incident = ? order by id limit ?");
        return select.Bind(incident).Bind(limit).All(Full);
    }

    internal static FullAlertRow Full(Statement row)
    {
        var stored = AlertRows.Row(row, 0);
        var detail = StorageJson.Read(row, 11, StorageJson.Default.AlertDetail);
        var alert = new Alert(
            stored.Source,
            StorageJson.Read(row, 10, StorageJson.Default.LabelSet),
            detail.Annotations ?? LabelSet.Empty,
            stored.Known.Status,
            stored.Known.StartsAt,
            stored.Known.EndsAt ?? stored.ExpiresAt,
            stored.Lasts is not null,
            detail.GeneratorUrl,
            detail.Links,
            detail.Key);
        return new FullAlertRow(stored, alert, row.Instant(12));
    }
}
