namespace ChatOps.AcceptanceTests.Scenarios.ContainerFailure;

/// <summary>A deployment took the old container away, and the tag of the new one does not exist.</summary>
internal sealed class AnImageTagIsMissing : AServer
{
    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("KubeContainerWaiting", $"{Service} waits for its image", ("container", Service), ("reason", "ImagePullBackOff"));

    protected override IEnumerable<(string Name, string Value)> Targets => [("previous", Previous)];

    public override async Task BreakAsync()
    {
        await SetAsideAsync();
        try
        {
            await Podman.StartAsync(Service, [], Script, "localhost/web:1.1");
            throw new AssertionException("an image that does not exist was found");
        }
        catch (InvalidOperationException)
        {
            // As deployments fail: the old one is away, the new one never came.
        }
    }
}
