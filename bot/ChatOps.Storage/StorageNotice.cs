namespace ChatOps.Storage;

/// <summary>Something about storage that belongs into the log.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Text">A sentence for the operator.</param>
/// <param name="Cause">The failure behind it, or null.</param>
public sealed record StorageNotice(StorageNoticeKind Kind, string Text, Exception? Cause = null);

/// <summary>The kinds of <see cref="StorageNotice"/>.</summary>
public enum StorageNoticeKind
{
    /// <summary>Storage takes nothing until somebody acts.</summary>
    Unavailable,

    /// <summary>Storage takes inputs again.</summary>
    Available,

    /// <summary>One input could not be served and was put aside.</summary>
    Parked,

    /// <summary>A listener failed after a commit; what was committed stands.</summary>
    ListenerFailed,
}
