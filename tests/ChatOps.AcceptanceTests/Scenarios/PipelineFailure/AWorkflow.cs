using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Scenarios.PipelineFailure;

/// <summary>A repository's workflow, whose newest run failed.</summary>
internal abstract class AWorkflow : Scenario
{
    private SharedGitHub shared = null!;

    public override string Challenge => "PipelineFailure";

    public override bool Mendable => true;

    // As the bot's own GitHub source and its documented workflow write it.
    public override ScenarioAlert Alert => new("PipelineFailed", "CI failed on main", ("challenge", "PipelineFailure"), ("repository", Repository.FullName), ("workflow", "CI"), ("branch", "main"));

    protected GitHubRepository Repository { get; private set; } = null!;

    protected GitHubServer GitHub => shared.Server;

    protected GitHubUser Kim => shared.Kim;

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        shared = await stage.ShareAsync(SharedGitHub.StartAsync);
        Repository = GitHub.AddRepository(shared.Acme, Service);
        GitHub.Push(Kim, Repository, "the first", "README.md");
        GitHub.RunWorkflow(Repository, "CI", [GitHubJob.Passed("test")]);
        return shared.Settings.WithService(Service, targets: [("repository", Repository.FullName)]);
    }

    public override async Task BreakAsync()
    {
        await FailAsync();
        await Wait.Until(() => GitHub.Runs(Repository).MaxBy(run => run.Id) is { Conclusion: "failure" }, TimeSpan.FromSeconds(30), "a failure");
    }

    public override Task<bool> WorksAsync() => Task.FromResult(GitHub.Runs(Repository).MaxBy(run => run.Id) is { Conclusion: "success" });

    /// <summary>Lets its newest run fail.</summary>
    protected abstract Task FailAsync();
}
