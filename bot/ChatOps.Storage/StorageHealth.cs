namespace ChatOps.Storage;

/// <summary>Whether storage takes inputs, for readiness, the page and the metrics.</summary>
/// <param name="IsAvailable">False after a write or read failed for a reason of the disk or file; true again after the next that succeeds.</param>
/// <param name="Reason">What is wrong and what to do, for the operator; null while available.</param>
public sealed record StorageHealth(bool IsAvailable, string? Reason)
{
    /// <summary>All is well.</summary>
    public static readonly StorageHealth Available = new(true, null);
}
