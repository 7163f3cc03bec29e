namespace ChatOps.AcceptanceTests.Scenarios.ServiceDown;

/// <summary>It runs, says its state, and answers nobody any more.</summary>
internal sealed class AContainerHangs : AContainerIsStopped
{
    public override async Task BreakAsync() => await Podman.RunAsync("kill", "--signal", "STOP", Service);
}
