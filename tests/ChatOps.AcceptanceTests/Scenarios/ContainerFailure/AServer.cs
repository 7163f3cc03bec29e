using System.Globalization;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.AcceptanceTests.Scenarios.Parts;

namespace ChatOps.AcceptanceTests.Scenarios.ContainerFailure;

/// <summary>A web server in a container that needs a good <c>MODE</c>, as deployments replace it.</summary>
internal abstract class AServer : Scenario
{
    public override string Challenge => "ContainerFailure";

    protected int Port { get; } = FreePort.Next();

    protected Podman Podman { get; private set; } = null!;

    protected string Previous => Service + "-previous";

    protected Uri Health => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/"));

    /// <summary>Targets beside health and container.</summary>
    protected virtual IEnumerable<(string Name, string Value)> Targets => [];

    protected virtual string Script => string.Create(
        CultureInfo.InvariantCulture,
        $"[ \"$MODE\" = good ] || {{ echo \"fatal: MODE is invalid\" >&2; exit 2; }}; mkdir -p /www; echo ok >/www/index.html; exec httpd -f -p 127.0.0.1:{Port} -h /www");

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        Podman = await stage.ShareAsync(Podman.StartAsync);
        await Podman.StartAsync(Service, ["--env", "MODE=good"], Script);
        return Podman.Settings
            .WithService(Service, targets: [("health", Health.ToString()), ("container", Service), .. Targets])
            .With($"Services:{Service}:Impact", "Nobody sees prices");
    }

    public override async Task<bool> WorksAsync() => await Probe.GetAsync(Health) == "ok\n";

    /// <summary>As a deployment does: the old one is kept under another name, the new one takes its place.</summary>
    protected async Task SetAsideAsync()
    {
        await Podman.RunAsync("stop", "--time", "1", Service);
        await Podman.RunAsync("rename", Service, Previous);
    }
}
