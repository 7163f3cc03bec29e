using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.InfrastructureIssue;

/// <summary>Files of a machine that are declared in git and lie there as a clone.</summary>
internal abstract class ClonedFiles : Scenario
{
    protected const string Declared = "net.core.somaxconn = 4096\n";

    private GitFolder clone = null!;

    public override string Challenge => "InfrastructureIssue";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("NodeFileDescriptorLimit", $"{Service} is not as declared");

    protected GitFolder Clone => clone;

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        clone = await GitFolder.CreateAsync();
        await clone.CommitAsync("declare the limits", ("sysctl.d/limits.conf", Declared), ("README", "limits\n"));
        await clone.GitAsync("tag", "declared");
        return new BotSettings()
            .WithService(Service, "infrastructure", targets: [("git", Service)])
            .With($"Operations:Git:Repositories:{Service}:Folder", clone.Path)
            .With($"Operations:Git:Repositories:{Service}:Good", "declared");
    }

    public override Task<bool> WorksAsync() => Task.FromResult(
        clone.Has("sysctl.d/limits.conf") && clone.Read("sysctl.d/limits.conf") == Declared && Directory.GetFiles(Path.Combine(clone.Path, "sysctl.d")).Length == 1);

    public override ValueTask DisposeAsync()
    {
        clone?.Dispose();
        return base.DisposeAsync();
    }
}
