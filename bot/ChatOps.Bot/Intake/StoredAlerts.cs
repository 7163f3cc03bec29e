using ChatOps.Core.Alerts;
using ChatOps.Storage;
using ChatOps.Storage.Alerts;

namespace ChatOps.Bot.Intake;

/// <summary>The stored alerts, for those who list them.</summary>
internal sealed class StoredAlerts(Database database) : IAlertReader
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredAlert>> ListFiringAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<StoredAlert>>(
        read => [.. read.Alerts.Firing().Select(full => new StoredAlert(full.Alert, full.UpdatedAt, full.Row.Known.Incident))],
        cancellationToken);

    /// <inheritdoc/>
    public Task<StoredAlert?> FindAsync(Alert alert, CancellationToken cancellationToken)
    {
        var hash = AlertRows.HashOf(alert);
        // Only the writer knows which row an identity has.
        return database.WriteAsync(transaction => transaction.Alerts.FindFull(hash) is { } full ? new StoredAlert(full.Alert, full.UpdatedAt, full.Row.Known.Incident) : null, cancellationToken);
    }
}
