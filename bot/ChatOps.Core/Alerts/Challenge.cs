namespace ChatOps.Core.Alerts;

/// <summary>The kind of problem an alert shows (<c>docs/protocol.md</c>, section 3): one of nine, or unknown.</summary>
public enum Challenge
{
    /// <summary>No rule names the problem. It has no runbook, so it goes to Level 2 at once.</summary>
    Unknown,

    /// <summary>A new version did not come up.</summary>
    DeploymentFailed,

    /// <summary>A service does not answer.</summary>
    ServiceDown,

    /// <summary>A service answers slowly, or a resource of it runs short.</summary>
    PerformanceIssue,

    /// <summary>A container or pod does not stay up.</summary>
    ContainerFailure,

    /// <summary>Connections or name resolution fail.</summary>
    NetworkIssue,

    /// <summary>A setting, certificate or quota is wrong.</summary>
    ConfigurationError,

    /// <summary>A backup failed, is missing or cannot be restored.</summary>
    BackupFailure,

    /// <summary>A build or delivery pipeline failed.</summary>
    PipelineFailure,

    /// <summary>A node, disk or declared infrastructure is not as it should be.</summary>
    InfrastructureIssue,
}
