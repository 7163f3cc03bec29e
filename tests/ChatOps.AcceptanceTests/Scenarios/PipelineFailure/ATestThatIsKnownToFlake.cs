using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Scenarios.PipelineFailure;

/// <summary>Nothing in the log tells a flake, but the same job was mended lately by running it again.</summary>
internal sealed class ATestThatIsKnownToFlake : AWorkflow
{
    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        var settings = await base.PrepareAsync(stage);
        var run = GitHub.RunWorkflow(Repository, "CI", [GitHubJob.Failed("test", "Run tests", "expected 3 events, saw 2")], [GitHubJob.Passed("test")]);
        await Wait.Until(() => GitHub.Runs(Repository).Single(one => one.Id == run).Conclusion == "failure", TimeSpan.FromSeconds(30), "a failure");
        GitHub.Rerun(Kim, Repository, run);
        await Wait.Until(() => GitHub.Runs(Repository).Single(one => one.Id == run).Conclusion == "success", TimeSpan.FromSeconds(30), "its second attempt");
        return settings;
    }

    protected override Task FailAsync()
    {
        GitHub.RunWorkflow(Repository, "CI", [GitHubJob.Failed("test", "Run tests", "expected 3 events, saw 2")], [GitHubJob.Passed("test")]);
        return Task.CompletedTask;
    }
}
