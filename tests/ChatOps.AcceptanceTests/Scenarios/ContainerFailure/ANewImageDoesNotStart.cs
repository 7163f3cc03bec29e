using ChatOps.AcceptanceTests.Scenarios.Parts;

namespace ChatOps.AcceptanceTests.Scenarios.ContainerFailure;

/// <summary>The new release's image lacks its program; the catalog knows the last good one.</summary>
internal sealed class ANewImageDoesNotStart : AServer
{
    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("KubernetesPodImageBroken", $"{Service} does not come up with its new image", ("container", Service), ("challenge", "ContainerFailure"));

    protected override IEnumerable<(string Name, string Value)> Targets => [("image", Podman.Image)];

    public override async Task BreakAsync()
    {
        await Podman.RunAsync("rm", "--force", "--time", "1", Service);
        await Podman.ReleaseWithoutAsync("/bin/busybox", $"localhost/{Service}:1.1", Service + "-build");
        try
        {
            await Podman.StartAsync(Service, ["--env", "MODE=good"], Script, $"localhost/{Service}:1.1");
            throw new AssertionException("a release without a program was started");
        }
        catch (InvalidOperationException)
        {
            // The container is there, and was never started.
        }
    }
}
