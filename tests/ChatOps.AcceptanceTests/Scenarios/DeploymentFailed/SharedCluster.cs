using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Kubernetes;

namespace ChatOps.AcceptanceTests.Scenarios.DeploymentFailed;

/// <summary>A cluster that several scenarios share, each with a deployment of its own.</summary>
internal sealed class SharedCluster : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    private SharedCluster(KubernetesServer server)
    {
        Server = server;
        Kubeconfig = folder.Write("config", server.Kubeconfig);
    }

    public KubernetesServer Server { get; }

    public string Kubeconfig { get; }

    public static async Task<SharedCluster> StartAsync() => new(await KubernetesServer.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        folder.Dispose();
    }
}
