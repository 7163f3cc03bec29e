using ChatOps.AcceptanceTests.Scenarios.DeploymentFailed;
using ChatOps.Servers.Kubernetes;

namespace ChatOps.AcceptanceTests.Scenarios.ContainerFailure;

/// <summary>The alert tells of one pod that restarts over and over, and not of the release that brought it.</summary>
internal sealed class APodCrashLoopsSinceARelease : ARollout
{
    public override string Challenge => "ContainerFailure";

    public override ScenarioAlert Alert => new("KubePodCrashLooping", $"a pod of {Service} is restarting", ("namespace", "default"), ("pod", $"{Service}-5f7b9c-x2x7k"), ("container", "app"), ("reason", "CrashLoopBackOff"));

    public override Task BreakAsync()
    {
        Server.Set(Image("2"), ImageFate.Crashes);
        Server.SetImage(Service, Image("2"));
        return Task.CompletedTask;
    }
}
