namespace ChatOps.AcceptanceTests.Scenarios.ContainerFailure;

/// <summary>A variable is wrong, and nothing good is kept to go back to: people have to set it.</summary>
internal sealed class ACrashLoopOfTheProgramItself : AServer
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => ["fatal: MODE is invalid", "exit code 2"];

    public override ScenarioAlert Alert => new("KubePodCrashLooping", $"{Service} restarts again and again", ("container", Service));

    public override async Task BreakAsync()
    {
        await Podman.RunAsync("rm", "--force", "--time", "1", Service);
        await Podman.StartAsync(Service, ["--env", "MODE=bad", "--restart", "on-failure:2"], Script);
    }
}
