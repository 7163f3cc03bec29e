using ChatOps.Core.Alerts;
using ChatOps.Storage;

namespace ChatOps.Bot.Intake;

/// <summary>The stored alerts, for those who list them.</summary>
internal sealed class StoredAlerts(Database database) : IAlertReader
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredAlert>> ListFiringAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<StoredAlert>>(
        read => [.. read.Alerts.Firing().Select(full => new StoredAlert(full.Alert, full.UpdatedAt, full.Row.Known.Incident))],
        cancellationToken);
}
