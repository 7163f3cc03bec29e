using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.ContainerFailure;

/// <summary>The tag does not exist, the old container is gone, and so is the registry: only people can build it.</summary>
internal sealed class AnImageThatNobodyHas : AServer
{
    private readonly int registry = FreePort.Next();

    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => [$"there is no container {Service}", $"127.0.0.1:{registry} refused the connection"];

    public override ScenarioAlert Alert => new("ContainerAbsent", $"{Service} is gone", ("name", Service));

    protected override IEnumerable<(string Name, string Value)> Targets => [("image", $"127.0.0.1:{registry}/{Service}:1.0"), ("registry", $"127.0.0.1:{registry}")];

    public override async Task BreakAsync() => await Podman.RunAsync("rm", "--force", "--time", "1", Service);
}
