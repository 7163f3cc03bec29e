using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Scenarios.PipelineFailure;

/// <summary>A commit broke a test: to run it again would fail again, and what to do about the commit is its author's to say.</summary>
internal sealed class ACommitBrokeATest : AWorkflow
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => ["job test, step Run tests", "by kim", "count otherwise", "src/Cart.cs"];

    protected override async Task FailAsync()
    {
        await Wait.Until(WorksAsync, TimeSpan.FromSeconds(30), "a good run");
        GitHub.Push(Kim, Repository, "count otherwise", "src/Cart.cs");
        GitHub.Push(Kim, Repository, "mend a word", "README.md");
        GitHub.RunWorkflow(Repository, "CI", [GitHubJob.Failed("test", "Run tests", "Expected 2 but was 3 in src/Cart.cs:12")]);
    }
}
