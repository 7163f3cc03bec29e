namespace ChatOps.AcceptanceTests.Scenarios.BackupFailure;

/// <summary>Somebody tidied up: there is no backup left.</summary>
internal sealed class TheBackupIsMissing : DumpOfADatabase
{
    public override Task BreakAsync()
    {
        foreach (var file in Directory.EnumerateFiles(Folder)) File.Delete(file);
        return Task.CompletedTask;
    }
}
