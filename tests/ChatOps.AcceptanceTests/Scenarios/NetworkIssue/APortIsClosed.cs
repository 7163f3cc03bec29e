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
    private string source = "";

    public override string Challenge => "NetworkIssue";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("HaproxyBackendConnectionErrors", $"connections to {Service} are refused", ("instance", $"127.0.0.1:{port}"));

    protected Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/health"));

    /// <summary>Where the catalog says that it is asked.</summary>
    protected virtual (string Name, string Value) Place => ("address", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"));

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        service = await TargetService.StartAsync();
        var folder = stage.Folder(Service);
        pidFile = Path.Combine(folder, "pid");
        source = Path.Combine(folder, "edge.py");
        await File.WriteAllTextAsync(source, Forwarder.Source);
        var edge = stage.Program($"edge-{Service}", Forwarder.Script(source, port, service.Port, pidFile));
        var started = await Command.RunAsync(edge, [], TimeSpan.FromSeconds(10));
        Assert.That(started.ExitCode, Is.Zero, started.Errors);
        return new BotSettings()
            .WithService(Service, "infrastructure", targets: [Place, ("failover", $"edge-{Service}")])
            .With($"Services:{Service}:Impact", "Nobody gets in from outside")
            .WithProgram($"edge-{Service}", edge);
    }

    public override async Task BreakAsync() => await SignalEdgeAsync("-KILL");

    public override async Task<bool> WorksAsync() => await Probe.GetAsync(Address) == "ok";

    public override async ValueTask DisposeAsync()
    {
        if (service is not null)
        {
            await SignalEdgeAsync("-KILL");
            await service.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    /// <summary>Ends the edge and starts one that forwards to another port.</summary>
    protected async Task LeadToAsync(int to)
    {
        var led = await Command.RunAsync("/bin/sh", ["-c", Forwarder.Script(source, port, to, pidFile)], TimeSpan.FromSeconds(10));
        Assert.That(led.ExitCode, Is.Zero, led.Errors);
    }

    protected async Task SignalEdgeAsync(string signal)
    {
        if (File.Exists(pidFile)) await Command.RunAsync("kill", [signal, (await File.ReadAllTextAsync(pidFile)).Trim()], TimeSpan.FromSeconds(10));
    }
}
