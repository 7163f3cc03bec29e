namespace ChatOps.Core.Recovery;

/// <summary>What a running attempt can be told.</summary>
public enum AttemptSignal
{
    /// <summary>The step that waits may run.</summary>
    Approved,

    /// <summary>The step that waits may not run: the attempt has failed.</summary>
    Rejected,

    /// <summary>Its time is over.</summary>
    TimeOut,

    /// <summary>A person resolved the incident.</summary>
    Superseded,
}
