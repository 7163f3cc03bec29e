using System.Globalization;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.AcceptanceTests.Scenarios.Parts;

namespace ChatOps.AcceptanceTests.Scenarios.NetworkIssue;

/// <summary>The edge that forwards a port to a service is gone; the service itself is well.</summary>
internal class APortIsClosed : Scenario
{
    private readonly int port = FreePort.Next();
    private TargetService service = null!;
    private string pidFile = "";

    public override string Challenge => "NetworkIssue";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("HaproxyBackendConnectionErrors", $"connections to {Service} are refused", ("instance", $"127.0.0.1:{port}"));

    protected int Port => port;

    protected string Edge { get; private set; } = "";

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        service = await TargetService.StartAsync();
        var folder = stage.Folder(Service);
        pidFile = Path.Combine(folder, "pid");

        var source = Path.Combine(folder, "edge.py");
        await File.WriteAllTextAsync(source, Forwarder.Source);
        Edge = stage.Program($"edge-{Service}", Forwarder.Script(source, port, service.Port, pidFile));
        await StartEdgeAsync();
        return new BotSettings()
            .WithService(Service, "infrastructure", targets: [("address", $"127.0.0.1:{port}"), ("failover", $"edge-{Service}")])
            .With($"Services:{Service}:Impact", "Nobody gets in from outside")
            .WithProgram($"edge-{Service}", Edge);
    }

    public override async Task BreakAsync() => await StopEdgeAsync();

    public override async Task<bool> WorksAsync() => await Probe.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/health"))) == "ok";

    public override async ValueTask DisposeAsync()
    {
        if (service is not null)
        {
            await StopEdgeAsync();
            await service.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    protected async Task StopEdgeAsync()
    {
        if (File.Exists(pidFile)) await Command.RunAsync("kill", [(await File.ReadAllTextAsync(pidFile)).Trim()], TimeSpan.FromSeconds(10));
    }

    private async Task StartEdgeAsync()
    {
        var started = await Command.RunAsync(Edge, [], TimeSpan.FromSeconds(10));
        Assert.That(started.ExitCode, Is.Zero, started.Errors);
    }
}
