using static ChatOps.Alerting.Mapping.Shipped.ShippedMaps;

namespace ChatOps.Alerting.Mapping.Shipped;

/// <summary>
/// Jenkins by its Notification plugin (JSON over HTTP). It tells a build phase by phase; one that ended is told twice, completed and finalized. It has no
/// test message.
/// </summary>
internal static class JenkinsMaps
{
    public static readonly IReadOnlyList<AlertMap> All =
    [
        new()
        {
            Name = Text("'JenkinsBuildFailed'"),
            Status = Text("{build.phase}/{build.status}", "build.phase"),
            Firing = ["COMPLETED/FAILURE", "COMPLETED/UNSTABLE", "FINALIZED/FAILURE", "FINALIZED/UNSTABLE"],
            Resolved = ["COMPLETED/SUCCESS", "FINALIZED/SUCCESS"],
            Ignored = ["QUEUED*", "STARTED*", "COMPLETED*", "FINALIZED*"],
            Service = Text("build.parameters.service", "build.parameters.SERVICE", "name"),
            Fingerprint = Text("{name} {build.scm.branch}", "name"),
            Summary = Text("{name} #{build.number}: {build.status}"),
            Description = Text("build.log"),
            StartsAt = Text("build.timestamp"),
            Page = Text("build.full_url"),
            Branch = Text("build.scm.branch"),
            Labels = [Named("challenge", "'PipelineFailure'"), Named("job", "name"), Named("branch", "build.scm.branch"), Named("commit", "build.scm.commit")],
        },
    ];
}
