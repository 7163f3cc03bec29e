using ChatOps.Servers.Kubernetes;

namespace ChatOps.AcceptanceTests.Scenarios.DeploymentFailed;

/// <summary>A rollout to an image whose tag was never pushed.</summary>
internal sealed class ANewImageIsMissing : ARollout
{
    public override Task BreakAsync()
    {
        Server.Set(Image("2"), ImageFate.CannotBePulled);
        Server.SetImage(Service, Image("2"));
        return Task.CompletedTask;
    }
}
