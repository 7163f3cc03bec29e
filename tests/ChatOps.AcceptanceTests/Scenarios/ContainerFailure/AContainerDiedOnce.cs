namespace ChatOps.AcceptanceTests.Scenarios.ContainerFailure;

/// <summary>Its program was killed, and nothing is wrong with it.</summary>
internal sealed class AContainerDiedOnce : AServer
{
    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("KubePodNotReady", $"{Service} is not ready", ("container", Service));

    public override async Task BreakAsync() => await Podman.RunAsync("kill", "--signal", "KILL", Service);
}
