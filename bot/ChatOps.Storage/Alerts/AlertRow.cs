using ChatOps.Core.Alerts;

namespace ChatOps.Storage.Alerts;

/// <summary>An alert as it is stored, with what the next receipt is compared with.</summary>
/// <param name="Id">The row.</param>
/// <param name="Known">What is known of it.</param>
/// <param name="ExpiresAt">When it ends unless it is repeated, or null.</param>
/// <param name="Lasts">How long it fires without being repeated, or null.</param>
/// <param name="Source">The source it last came from.</param>
public sealed record AlertRow(long Id, KnownAlert Known, DateTimeOffset? ExpiresAt, TimeSpan? Lasts, string Source);

/// <summary>An alert that was not repeated in time, or that has to be looked at again for another reason.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Alert">The alert.</param>
/// <param name="UpdatedAt">When it was last received or changed.</param>
public sealed record FullAlertRow(AlertRow Row, Alert Alert, DateTimeOffset UpdatedAt);
