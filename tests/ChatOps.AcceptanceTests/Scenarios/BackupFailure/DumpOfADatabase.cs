using System.Globalization;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.AcceptanceTests.Scenarios.Databases;

namespace ChatOps.AcceptanceTests.Scenarios.BackupFailure;

/// <summary>A database that is dumped by a script into a folder; the suite restores the newest dump by itself to judge.</summary>
internal abstract class DumpOfADatabase : Scenario
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(60);

    private PostgresServer server = null!;
    private string database = "";
    private string script = "";

    public override string Challenge => "BackupFailure";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("MgobBackupFailed", $"the backup of {Service} failed", ("plan", Service));

    protected string Folder { get; private set; } = "";

    protected PostgresServer Server => server;

    protected string Database => database;

    /// <summary>The role that dumps.</summary>
    protected string Role => database + "_dump";

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        var shared = await stage.ShareAsync(SharedServer.StartAsync);
        server = shared.Server;
        database = await shared.DatabaseAsync(Service);
        await server.SqlAsync($"CREATE ROLE {Role} LOGIN; GRANT SELECT ON orders TO {Role}", database);
        Folder = stage.Folder($"backups-{Service}");
        script = stage.Program($"backup-{Service}", string.Create(CultureInfo.InvariantCulture, $"""
            PATH=/usr/bin:/bin
            set -e
            target="{Folder}/$(date +%Y%m%dT%H%M%S%N).dump"
            pg_dump --host 127.0.0.1 --port {server.Port} --username {Role} --format custom --file "$target.part" {database}
            mv "$target.part" "$target"
            """));
        await BackUpAsync();
        return new BotSettings()
            .WithService(Service, "infrastructure", targets: [("backup-set", Service), ("backup", $"backup-{Service}")])
            .WithProgram($"backup-{Service}", script)
            .With($"Operations:Postgres:Databases:{Service}-scratch", server.Connection(application: "bot"))
            .With($"Operations:Backup:Sets:{Service}:Files", Path.Combine(Folder, "*.dump"))
            .With($"Operations:Backup:Sets:{Service}:NewerThan", "1.02:00:00")
            .With($"Operations:Backup:Sets:{Service}:Scratch", $"{Service}-scratch")
            .With($"Operations:Backup:Sets:{Service}:Tables:0", "orders");
    }

    public override async Task<bool> WorksAsync()
    {
        var newest = Newest();
        if (newest is null || TimeProvider.System.GetUtcNow() - newest.LastWriteTimeUtc > TimeSpan.FromHours(26)) return false;
        var restored = await Command.RunAsync("pg_restore", ["--data-only", "--table", "orders", "--file", "-", newest.FullName], EndsWithin);
        return restored.ExitCode == 0 && restored.Output.Split('\n').Count(line => line.Contains('\t', StringComparison.Ordinal)) == 500;
    }

    /// <summary>Runs the backup as its timer does.</summary>
    protected async Task BackUpAsync()
    {
        var result = await Command.RunAsync(script, [], EndsWithin);
        Assert.That(result.ExitCode, Is.Zero, result.Errors);
    }

    protected FileInfo? Newest() => new DirectoryInfo(Folder).EnumerateFiles("*.dump").MaxBy(file => file.LastWriteTimeUtc);
}
