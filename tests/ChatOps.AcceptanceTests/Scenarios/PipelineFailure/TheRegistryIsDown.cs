using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Scenarios.PipelineFailure;

/// <summary>It looks like a flake, but kim ran it again already and it failed again: the registry is down for good.</summary>
internal sealed class TheRegistryIsDown : AWorkflow
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => ["step Push the image", "publish failed again when it was run again"];

    protected override async Task FailAsync()
    {
        GitHub.Push(Kim, Repository, "make it faster", "src/shop.cs");
        GitHubJob[] failed = [GitHubJob.Failed("publish", "Push the image", "error: registry timeout after 30 s")];
        var run = GitHub.RunWorkflow(Repository, "CI", failed, failed, failed);
        await Wait.Until(() => GitHub.Runs(Repository).Single(one => one.Id == run).Conclusion == "failure", TimeSpan.FromSeconds(30), "a failure");
        GitHub.Rerun(Kim, Repository, run);
        await Wait.Until(() => GitHub.Runs(Repository).Single(one => one.Id == run) is { Attempt: 2, Conclusion: "failure" }, TimeSpan.FromSeconds(30), "a second failure");
    }
}
