namespace ChatOps.AcceptanceTests.Scenarios.BackupFailure;

/// <summary>The timer has not fired for three days.</summary>
internal sealed class TheBackupIsStale : DumpOfADatabase
{
    public override Task BreakAsync()
    {
        Newest()!.LastWriteTimeUtc = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-3);
        return Task.CompletedTask;
    }
}
