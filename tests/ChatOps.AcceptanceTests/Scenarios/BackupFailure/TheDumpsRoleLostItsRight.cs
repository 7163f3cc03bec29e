namespace ChatOps.AcceptanceTests.Scenarios.BackupFailure;

/// <summary>The backups are old, since the role that dumps may no longer read a table: to run it again fails the same way.</summary>
internal sealed class TheDumpsRoleLostItsRight : DumpOfADatabase
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => ["3 d old", "permission denied for table orders"];

    public override async Task BreakAsync()
    {
        await Server.SqlAsync($"REVOKE SELECT ON orders FROM {Role}", Database);
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles()) file.LastWriteTimeUtc = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-3);
    }
}
