namespace ChatOps.AcceptanceTests.Scenarios.ServiceDown;

/// <summary>The program in a container is killed, and its restart policy does not bring it back.</summary>
internal sealed class AContainerIsKilled : AContainerIsStopped
{
    public override async Task BreakAsync() => await Podman.RunAsync("kill", "--signal", "KILL", Service);
}
