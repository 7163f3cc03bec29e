using ChatOps.AcceptanceTests.Harness;
using ChatOps.AcceptanceTests.Scenarios.PipelineFailure;
using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Scenarios.DeploymentFailed;

/// <summary>A deployment by GitHub left production on a version that does not run; to run the workflow that puts it back is approved.</summary>
internal sealed class ADeploymentToProductionFails : Scenario
{
    private SharedGitHub shared = null!;
    private GitHubRepository repository = null!;
    private string good = "";
    private string running = "";

    public override string Challenge => "DeploymentFailed";

    public override bool Mendable => true;

    public override bool SomebodyApproves => true;

    // As the bot's own GitHub source writes it.
    public override ScenarioAlert Alert => new("DeploymentFailed", "the deployment to production failed", ("challenge", "DeploymentFailed"), ("repository", repository.FullName), ("environment", "production"));

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        shared = await stage.ShareAsync(SharedGitHub.StartAsync);
        var github = shared.Server;
        repository = github.AddRepository(shared.Acme, Service);
        github.AddDispatchable(repository, "rollback.yml", ["environment", "sha"], _ => [GitHubJob.Passed("rollback")], inputs => Put(inputs["sha"], "success"));
        good = github.Push(shared.Kim, repository, "the first", "README.md");
        Put(good, "success");
        return shared.Settings
            .WithService(Service, targets: [("repository", repository.FullName)])
            .With($"GitHub:Repositories:{repository.FullName}:Rollback:Workflow", "rollback.yml");
    }

    public override Task BreakAsync()
    {
        Put(shared.Server.Push(shared.Kim, repository, "half the memory", "deploy/shop.yaml"), "failure");
        return Task.CompletedTask;
    }

    public override Task<bool> WorksAsync() => Task.FromResult(running == good);

    private void Put(string version, string state)
    {
        running = version;
        shared.Server.Deploy(shared.Kim, repository, "production", state, sha: version);
    }
}
