using ChatOps.Core.Alerts;
using ChatOps.Storage.Json;

namespace ChatOps.Storage.Alerts;

/// <summary>The columns of an alert that its sender alone decides, as they are stored: made before the transaction, which has enough to do.</summary>
public sealed class AlertText
{
    private AlertText(byte[] hash, byte[] labels, byte[] detail) => (Hash, Labels, Detail) = (hash, labels, detail);

    /// <summary>The identity (<see cref="AlertRows.HashOf(Alert)"/>).</summary>
    public byte[] Hash { get; }

    internal byte[] Labels { get; }

    internal byte[] Detail { get; }

    /// <summary>The columns of this alert.</summary>
    public static AlertText Of(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return new AlertText(
            AlertRows.HashOf(alert), StorageJson.Utf8(alert.Labels, StorageJson.Default.LabelSet), StorageJson.Utf8(AlertDetail.Of(alert), StorageJson.Default.AlertDetail));
    }
}
