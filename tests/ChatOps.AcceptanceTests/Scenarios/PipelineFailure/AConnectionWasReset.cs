using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Scenarios.PipelineFailure;

/// <summary>A package could not be fetched, once.</summary>
internal sealed class AConnectionWasReset : AWorkflow
{
    protected override Task FailAsync()
    {
        GitHub.Push(Kim, Repository, "make it faster", "src/shop.cs");
        GitHub.RunWorkflow(Repository, "CI", [GitHubJob.Failed("test", "Install", "npm ERR! code ECONNRESET", "npm ERR! network aborted")], [GitHubJob.Passed("test")]);
        return Task.CompletedTask;
    }
}
