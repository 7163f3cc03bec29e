using ChatOps.Servers.Kubernetes;

namespace ChatOps.AcceptanceTests.Scenarios.DeploymentFailed;

/// <summary>A rollout to a version that ends right after each start.</summary>
internal sealed class ANewVersionCrashes : ARollout
{
    public override Task BreakAsync()
    {
        Server.Set(Image("2"), ImageFate.Crashes);
        Server.SetImage(Service, Image("2"));
        return Task.CompletedTask;
    }
}
