using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.ContainerFailure;

/// <summary>The same, where the old container is gone and the last good environment lies in a file.</summary>
internal sealed class ACrashLoopWithAnEnvironmentFile : AServer
{
    private string file = "";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("KubernetesPodCrashLooping", $"{Service} restarts again and again", ("container", Service));

    protected override IEnumerable<(string Name, string Value)> Targets => [("environment", file)];

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        file = Path.Combine(stage.Folder(Service), "last-good.env");
        await File.WriteAllTextAsync(file, "# as of the last deployment that went well\nMODE=good\n");
        return await base.PrepareAsync(stage);
    }

    public override async Task BreakAsync()
    {
        await Podman.RunAsync("rm", "--force", "--time", "1", Service);
        await Podman.StartAsync(Service, ["--env", "MODE="], Script);
    }
}
