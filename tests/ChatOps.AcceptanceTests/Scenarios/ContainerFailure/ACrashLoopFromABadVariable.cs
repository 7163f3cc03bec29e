namespace ChatOps.AcceptanceTests.Scenarios.ContainerFailure;

/// <summary>A deployment set an environment variable to nonsense: the new container dies at each start.</summary>
internal sealed class ACrashLoopFromABadVariable : AServer
{
    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("KubePodCrashLooping", $"{Service} restarts again and again", ("container", Service), ("reason", "CrashLoopBackOff"));

    protected override IEnumerable<(string Name, string Value)> Targets => [("previous", Previous)];

    public override async Task BreakAsync()
    {
        await SetAsideAsync();
        await Podman.StartAsync(Service, ["--env", "MODE=goood", "--restart", "on-failure:3"], Script);
    }
}
