using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.BackupFailure;

/// <summary>A byte of the newest archive turned on its disk: it is young, as large as ever, and not what its checksum says.</summary>
internal sealed class TheArchiveRotted : Scenario
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(60);

    private string folder = "";
    private string script = "";

    public override string Challenge => "BackupFailure";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("VeleroBackupFailure", $"the archive of {Service} cannot be read");

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        folder = stage.Folder($"archives-{Service}");
        var source = stage.Folder($"files-{Service}");
        await File.WriteAllTextAsync(Path.Combine(source, "orders.csv"), string.Concat(Enumerable.Range(0, 500).Select(number => $"order;{number}\n")));
        script = stage.Program($"backup-{Service}", $"""
            PATH=/usr/bin:/bin
            set -e
            cd '{folder}'
            name="$(date +%s%N).tar"
            tar --create --file "$name" --directory '{source}' .
            sha256sum "$name" >"$name.sha256"
            """);
        var first = await Command.RunAsync(script, [], EndsWithin);
        Assert.That(first.ExitCode, Is.Zero, first.Errors);
        return new BotSettings()
            .WithService(Service, "infrastructure", targets: [("backup-set", Service), ("backup", $"backup-{Service}")])
            .WithProgram($"backup-{Service}", script)
            .With($"Operations:Backup:Sets:{Service}:Files", Path.Combine(folder, "*.tar"))
            .With($"Operations:Backup:Sets:{Service}:Holds:0", "orders.csv");
    }

    public override async Task BreakAsync()
    {
        await using var file = Newest().OpenWrite();
        // Within the file's content: two headers of tar stand before it.
        file.Seek(1100, SeekOrigin.Begin);
        file.WriteByte((byte)'!');
    }

    public override async Task<bool> WorksAsync() =>
        (await Command.RunAsync("sha256sum", ["--check", "--status", Newest().Name + ".sha256"], EndsWithin, folder)).ExitCode == 0;

    private FileInfo Newest() => new DirectoryInfo(folder).EnumerateFiles("*.tar").MaxBy(file => file.Name)!;
}
