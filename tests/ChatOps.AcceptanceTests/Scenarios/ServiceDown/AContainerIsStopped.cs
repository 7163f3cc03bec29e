using System.Globalization;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.AcceptanceTests.Scenarios.Parts;

namespace ChatOps.AcceptanceTests.Scenarios.ServiceDown;

/// <summary>Somebody stopped a container and forgot it.</summary>
internal class AContainerIsStopped : Scenario
{
    public override string Challenge => "ServiceDown";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("BlackboxProbeFailed", $"{Service} does not answer", ("instance", Health.ToString()));

    protected int Port { get; } = FreePort.Next();

    protected Podman Podman { get; private set; } = null!;

    protected Uri Health => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/"));

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        Podman = await stage.ShareAsync(Podman.StartAsync);
        await Podman.StartAsync(Service, [], string.Create(CultureInfo.InvariantCulture, $"mkdir -p /www; echo ok >/www/index.html; exec httpd -f -p 127.0.0.1:{Port} -h /www"));
        return Podman.Settings
            .WithService(Service, targets: [("health", Health.ToString()), ("container", Service)])
            .With($"Services:{Service}:Impact", "Pictures are missing");
    }

    public override async Task BreakAsync() => await Podman.RunAsync("stop", "--time", "1", Service);

    public override async Task<bool> WorksAsync() => await Probe.GetAsync(Health) == "ok\n";
}
