using System.Globalization;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.AcceptanceTests.Scenarios.Parts;

namespace ChatOps.AcceptanceTests.Scenarios.ServiceDown;

/// <summary>A web server under Supervisor ended, and nobody started it again.</summary>
internal class ASupervisedProcessStops : Scenario
{
    public override string Challenge => "ServiceDown";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("SystemdUnitFailed", $"{Service} does not run", ("instance", $"127.0.0.1:{Port}"));

    protected int Port { get; } = FreePort.Next();

    protected Supervisord Supervisord { get; private set; } = null!;

    /// <summary>Where the catalog says that its health is asked, or where a connection is enough.</summary>
    protected virtual (string Name, string Value) Place => ("address", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}"));

    protected Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/state"));

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        Supervisord = await stage.ShareAsync(Supervisord.StartAsync);
        var folder = stage.Folder(Service);
        await File.WriteAllTextAsync(Path.Combine(folder, "state"), "open");
        await Supervisord.AddAsync(Service, string.Create(CultureInfo.InvariantCulture, $"exec /bin/busybox httpd -f -p 127.0.0.1:{Port} -h '{folder}'\n"));
        return Supervisord.Settings
            .WithService(Service, "infrastructure", targets: [Place, ("process", Service)])
            .With($"Services:{Service}:Impact", "Files cannot be fetched");
    }

    public override async Task BreakAsync() => await Supervisord.ControlAsync("stop", Service);

    public override async Task<bool> WorksAsync() => await Probe.GetAsync(Address) == "open";
}
