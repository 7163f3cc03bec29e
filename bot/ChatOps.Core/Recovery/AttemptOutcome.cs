namespace ChatOps.Core.Recovery;

/// <summary>How an attempt ended.</summary>
public enum AttemptOutcome
{
    /// <summary>Verify passed.</summary>
    Passed,

    /// <summary>A step or verify failed; ineffective is failed (rule 2.6).</summary>
    Failed,

    /// <summary>Its time was over.</summary>
    TimedOut,

    /// <summary>A crash cut it short; it has been used (rule 2.6).</summary>
    CutShort,

    /// <summary>Nobody approved in time, or somebody rejected.</summary>
    NotApproved,

    /// <summary>The global stop, or a service outside the catalog, turned acting steps into words; it counts as none (rule 6.4).</summary>
    DryRun,

    /// <summary>A service that this one needs went down before anything acted (rule 6.7); it counts as none.</summary>
    PutOff,

    /// <summary>A person resolved the incident meanwhile (rule 2.24).</summary>
    Superseded,
}
