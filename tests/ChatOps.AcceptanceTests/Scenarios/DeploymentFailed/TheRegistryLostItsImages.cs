using ChatOps.Servers.Kubernetes;

namespace ChatOps.AcceptanceTests.Scenarios.DeploymentFailed;

/// <summary>The images of the new version and of the one before are gone: there is nothing to go back to.</summary>
internal sealed class TheRegistryLostItsImages : ARollout
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => ["0 of 3 pods", "ImagePullBackOff", Image("2"), Image("1")];

    public override Task BreakAsync()
    {
        Server.Set(Image("1"), ImageFate.CannotBePulled);
        Server.Set(Image("2"), ImageFate.CannotBePulled);
        Server.SetImage(Service, Image("2"));
        return Task.CompletedTask;
    }
}
