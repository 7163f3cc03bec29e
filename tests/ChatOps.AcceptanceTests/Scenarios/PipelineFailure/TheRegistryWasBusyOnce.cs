using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Scenarios.PipelineFailure;

/// <summary>The registry answered that it was busy, once; the job before it had passed and stays.</summary>
internal sealed class TheRegistryWasBusyOnce : AWorkflow
{
    protected override Task FailAsync()
    {
        GitHub.RunWorkflow(
            Repository, "CI",
            [GitHubJob.Passed("test"), GitHubJob.Failed("publish", "Push the image", "error: received unexpected HTTP status: 503 Service Unavailable")],
            [GitHubJob.Passed("test"), GitHubJob.Passed("publish")]);
        return Task.CompletedTask;
    }
}
