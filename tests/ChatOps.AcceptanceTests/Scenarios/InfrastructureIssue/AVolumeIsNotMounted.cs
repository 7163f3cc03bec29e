using System.Globalization;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.AcceptanceTests.Scenarios.Parts;

namespace ChatOps.AcceptanceTests.Scenarios.InfrastructureIssue;

/// <summary>A machine came up without one of its declared mounts, and a web server shows an empty folder; to carry the declared state out is approved.</summary>
internal sealed class AVolumeIsNotMounted : Scenario
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private readonly int port = FreePort.Next();
    private string mount = "";

    public override string Challenge => "InfrastructureIssue";

    public override bool Mendable => true;

    public override bool SomebodyApproves => true;

    public override ScenarioAlert Alert => new("KubePersistentVolumeErrors", $"the pictures of {Service} are gone", ("persistentvolume", Service));

    private Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/pictures/one"));

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        var supervisord = await stage.ShareAsync(Supervisord.StartAsync);
        var volume = stage.Folder($"volume-{Service}");
        var served = stage.Folder(Service);
        mount = Directory.CreateDirectory(Path.Combine(served, "pictures")).FullName;
        await File.WriteAllTextAsync(Path.Combine(volume, "one"), "a picture");
        var declared = stage.Program($"declared-{Service}", $"/bin/mount --bind '{volume}' '{mount}'");
        var mounted = await Command.RunAsync(declared, [], Bound);
        Assert.That(mounted.ExitCode, Is.Zero, mounted.Errors);
        await supervisord.AddAsync(Service, string.Create(CultureInfo.InvariantCulture, $"exec /bin/busybox httpd -f -p 127.0.0.1:{port} -h '{served}'\n"));
        return new BotSettings()
            .WithService(Service, "infrastructure", targets: [("plan", $"plan-{Service}"), ("remediate", $"declared-{Service}")])
            .With($"Services:{Service}:Impact", "Pictures are missing")
            .WithProgram($"plan-{Service}", stage.Program($"plan-{Service}", $"/usr/bin/mountpoint -q '{mount}' && exit 0\necho '{mount} is declared and not mounted' >&2\nexit 2"))
            .With($"Operations:Command:Allowed:plan-{Service}:Risk", "Observe")
            .WithProgram($"declared-{Service}", declared);
    }

    public override async Task BreakAsync() => await Command.RunAsync("umount", ["--lazy", mount], Bound);

    public override async Task<bool> WorksAsync() => await Probe.GetAsync(Address) == "a picture";

    public override async ValueTask DisposeAsync()
    {
        if (mount.Length > 0) await Command.RunAsync("umount", ["--lazy", mount], Bound);
        await base.DisposeAsync();
    }
}
