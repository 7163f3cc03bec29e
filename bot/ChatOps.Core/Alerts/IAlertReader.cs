using ChatOps.Core.Incidents;

namespace ChatOps.Core.Alerts;

/// <summary>The stored alerts, for those who list them.</summary>
public interface IAlertReader
{
    /// <summary>All alerts that fire now, in no order.</summary>
    /// <exception cref="Intake.StorageUnavailableException">Storage cannot serve.</exception>
    Task<IReadOnlyList<StoredAlert>> ListFiringAsync(CancellationToken cancellationToken);

    /// <summary>What is stored of the alert that this one is, by its labels or its key; null when it never came.</summary>
    /// <exception cref="Intake.StorageUnavailableException">Storage cannot serve.</exception>
    Task<StoredAlert?> FindAsync(Alert alert, CancellationToken cancellationToken);
}

/// <summary>An alert as it is stored.</summary>
/// <param name="Alert">The alert: the annotations, links and times of the last receipt, its earliest start.</param>
/// <param name="UpdatedAt">When it was last received or changed.</param>
/// <param name="Incident">The incident that it belongs to, or null for one that opened none.</param>
public sealed record StoredAlert(Alert Alert, DateTimeOffset UpdatedAt, IncidentId? Incident);
