using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.ConfigurationError;

/// <summary>A program that reads its settings from a clone at each start and refuses bad ones.</summary>
internal abstract class SettingsInGit : Scenario
{
    protected const string Good = "workers = 4\n";

    private TargetService target = null!;

    public override string Challenge => "ConfigurationError";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("NginxConfigReloadFailed", $"{Service} does not take its settings");

    protected GitFolder Clone { get; private set; } = null!;

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        target = await TargetService.StartAsync();
        Clone = await GitFolder.CreateAsync();
        await Clone.CommitAsync("four workers", ("app.conf", Good));
        await Clone.GitAsync("tag", "good");
        var start = stage.Program($"restart-{Service}", $"""
            PATH=/usr/bin:/bin
            grep -q '^workers = [1-9][0-9]*$' '{Clone.Path}/app.conf' || exit 78
            exec {string.Join(' ', target.StartCommand.Select(word => $"'{word}'"))}
            """);
        return new BotSettings()
            .WithService(Service, targets: [("health", target.Health.ToString()), ("git", Service), ("restart", $"restart-{Service}")])
            .WithProgram($"restart-{Service}", start)
            .With($"Operations:Git:Repositories:{Service}:Folder", Clone.Path)
            .With($"Operations:Git:Repositories:{Service}:Good", "good");
    }

    public override async Task BreakAsync()
    {
        await ChangeAsync();
        await target.KillAsync();
    }

    public override async Task<bool> WorksAsync() => await target.IsHealthyAsync() && Clone.Read("app.conf") == Good;

    public override async ValueTask DisposeAsync()
    {
        if (target is not null) await target.DisposeAsync();
        Clone?.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>What is done to the settings.</summary>
    protected abstract Task ChangeAsync();
}
