using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.ServiceDown;

/// <summary>A service is killed; its restart is a program of the configuration.</summary>
internal class AProcessIsKilled : Scenario
{
    private TargetService target = null!;

    public override string Challenge => "ServiceDown";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("TargetDown", $"{Service} is not scraped", ("instance", $"127.0.0.1:{target.Port}"));

    protected TargetService Target => target;

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        target = await TargetService.StartAsync();
        return new BotSettings()
            .WithService(Service, targets: [("health", target.Health.ToString()), ("address", $"127.0.0.1:{target.Port}"), ("restart", $"start-{Service}")])
            .With($"Services:{Service}:Impact", "Nobody can buy")
            .WithProgram($"start-{Service}", stage.Program($"start-{Service}", "exec " + string.Join(' ', target.StartCommand.Select(word => $"'{word}'"))));
    }

    public override Task BreakAsync() => target.KillAsync();

    public override async Task<bool> WorksAsync() => await target.IsHealthyAsync();

    public override async ValueTask DisposeAsync()
    {
        if (target is not null) await target.DisposeAsync();
        await base.DisposeAsync();
    }
}
