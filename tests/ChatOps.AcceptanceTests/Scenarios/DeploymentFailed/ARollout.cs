using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Kubernetes;

namespace ChatOps.AcceptanceTests.Scenarios.DeploymentFailed;

/// <summary>A deployment of three pods on Kubernetes, whose first version is good.</summary>
internal abstract class ARollout : Scenario
{
    protected const int Wanted = 3;

    private SharedCluster shared = null!;

    public override string Challenge => "DeploymentFailed";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("KubeDeploymentRolloutStuck", $"rollout of default/{Service} is not progressing", ("namespace", "default"), ("deployment", Service));

    protected KubernetesServer Server => shared.Server;

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        shared = await stage.ShareAsync(SharedCluster.StartAsync);
        Server.Deploy(Service, Image("1"), Wanted);
        return new BotSettings()
            .WithService(Service, targets: [("deployment", $"test/default/{Service}")])
            .With("Operations:Kubernetes:Clusters:test:Config", shared.Kubeconfig);
    }

    public override Task<bool> WorksAsync() => Task.FromResult(Server.Count(Service) == Wanted && Server.Pods(Service) is { Ready: Wanted, Images.Count: 1 });

    /// <summary>The image of a version.</summary>
    protected string Image(string version) => $"registry.example/{Service}:{version}";
}
