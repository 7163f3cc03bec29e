using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Scenarios.PipelineFailure;

/// <summary>The runner could not resolve the package server's name, once.</summary>
internal sealed class ANameDidNotResolveOnce : AWorkflow
{
    protected override Task FailAsync()
    {
        GitHub.Push(Kim, Repository, "say it shorter", "src/shop.cs");
        GitHub.RunWorkflow(
            Repository, "CI",
            [GitHubJob.Failed("build", "Restore", "error NU1301: Unable to load the service index for source https://packages.example/index.json.", "Temporary failure in name resolution (packages.example:443)")],
            [GitHubJob.Passed("build")]);
        return Task.CompletedTask;
    }
}
