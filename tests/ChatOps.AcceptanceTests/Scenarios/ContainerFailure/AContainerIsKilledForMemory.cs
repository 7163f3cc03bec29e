namespace ChatOps.AcceptanceTests.Scenarios.ContainerFailure;

/// <summary>A new release takes more memory than its container may have, and the kernel kills it.</summary>
internal sealed class AContainerIsKilledForMemory : AServer
{
    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("KubernetesContainerOomKiller", $"{Service} was killed for memory", ("container", Service), ("reason", "OOMKilled"));

    protected override IEnumerable<(string Name, string Value)> Targets => [("previous", Previous)];

    public override async Task BreakAsync()
    {
        await SetAsideAsync();

        // A shell that doubles what it holds until it is stopped.
        await Podman.StartAsync(Service, ["--memory", "24m", "--memory-swap", "24m", "--env", "MODE=good"], "a=0123456789abcdef; while :; do a=$a$a; done");
    }
}
