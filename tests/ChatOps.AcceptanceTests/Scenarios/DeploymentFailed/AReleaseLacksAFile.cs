using System.Globalization;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.AcceptanceTests.Scenarios.Parts;

namespace ChatOps.AcceptanceTests.Scenarios.DeploymentFailed;

/// <summary>A web server serves what a link leads to; the new release was unpacked without the file that answers.</summary>
internal sealed class AReleaseLacksAFile : Scenario
{
    private readonly int port = FreePort.Next();
    private string folder = "";

    public override string Challenge => "DeploymentFailed";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("ArgoCdAppSyncFailed", $"release 2 of {Service} does not answer", ("instance", Health.ToString()));

    private Uri Health => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/current/state"));

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        var supervisord = await stage.ShareAsync(Supervisord.StartAsync);
        folder = stage.Folder(Service);
        await ReleaseAsync("1", "state", "open");
        await supervisord.AddAsync(Service, string.Create(CultureInfo.InvariantCulture, $"exec /bin/busybox httpd -f -p 127.0.0.1:{port} -h '{folder}'\n"));
        return new BotSettings()
            .WithService(Service, targets: [("health", Health.ToString()), ("changes", $"changes-{Service}"), ("rollback", $"rollback-{Service}")])
            .With($"Services:{Service}:Impact", "Nobody sees the shop")
            .WithProgram($"changes-{Service}", stage.Program($"changes-{Service}", $"/usr/bin/readlink '{folder}/current'; /usr/bin/diff --recursive '{folder}/releases/1' '{folder}/releases/2'; exit 0"))
            .With($"Operations:Command:Allowed:changes-{Service}:Risk", "Observe")
            .WithProgram($"rollback-{Service}", stage.Program($"rollback-{Service}", $"/bin/ln --symbolic --force --no-dereference releases/1 '{folder}/current'"));
    }

    public override Task BreakAsync() => ReleaseAsync("2", "states", "open");

    public override async Task<bool> WorksAsync() => await Probe.GetAsync(Health) == "open";

    private async Task ReleaseAsync(string version, string file, string text)
    {
        var release = Directory.CreateDirectory(Path.Combine(folder, "releases", version)).FullName;
        await File.WriteAllTextAsync(Path.Combine(release, file), text);
        await Command.RunAsync("ln", ["--symbolic", "--force", "--no-dereference", $"releases/{version}", Path.Combine(folder, "current")], TimeSpan.FromSeconds(10));
    }
}
