using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Scenarios.PipelineFailure;

/// <summary>The machine that ran the job went away.</summary>
internal sealed class TheRunnerWasLost : AWorkflow
{
    protected override Task FailAsync()
    {
        GitHub.RunWorkflow(
            Repository, "CI",
            [GitHubJob.Passed("lint"), GitHubJob.Failed("test", "Run tests", "test 41 ran", "The self-hosted runner lost communication with the server.")],
            [GitHubJob.Passed("lint"), GitHubJob.Passed("test")]);
        return Task.CompletedTask;
    }
}
