using System.Formats.Tar;
using System.IO.Compression;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.BackupFailure;

/// <summary>An archive of files was made while the volume was not mounted.</summary>
internal sealed class TheArchiveLacksTheUploads : Scenario
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(60);

    private string folder = "";
    private string source = "";
    private string script = "";

    public override string Challenge => "BackupFailure";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("K8upBackupFailed", $"the backup of {Service} failed");

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        (folder, source) = (stage.Folder($"archives-{Service}"), stage.Folder($"files-{Service}"));
        await MountAsync();
        script = stage.Program($"backup-{Service}", $"""
            PATH=/usr/bin:/bin
            exec tar --create --gzip --file "{folder}/$(date +%s%N).tar.gz" --directory "{source}" .
            """);
        await Command.RunAsync(script, [], EndsWithin);
        return new BotSettings()
            .WithService(Service, "infrastructure", targets: [("backup-set", Service), ("backup", $"backup-{Service}")])
            .WithProgram($"backup-{Service}", script)
            .With($"Operations:Backup:Sets:{Service}:Files", Path.Combine(folder, "*.tar.gz"))
            .With($"Operations:Backup:Sets:{Service}:Share", "0")
            .With($"Operations:Backup:Sets:{Service}:Holds:0", "uploads/a.png");
    }

    public override async Task BreakAsync()
    {
        Directory.Delete(Path.Combine(source, "uploads"), recursive: true);
        await Command.RunAsync(script, [], EndsWithin);
        await MountAsync();
    }

    public override async Task<bool> WorksAsync()
    {
        var newest = new DirectoryInfo(folder).EnumerateFiles("*.tar.gz").MaxBy(file => file.LastWriteTimeUtc)!;
        await using var unpacked = new GZipStream(newest.OpenRead(), CompressionMode.Decompress);
        await using var tar = new TarReader(unpacked);
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            if (entry.Name.EndsWith("uploads/a.png", StringComparison.Ordinal) && entry.Length == 7) return true;
        }

        return false;
    }

    private Task MountAsync()
    {
        Directory.CreateDirectory(Path.Combine(source, "uploads"));
        return File.WriteAllTextAsync(Path.Combine(source, "uploads", "a.png"), "a photo");
    }
}
