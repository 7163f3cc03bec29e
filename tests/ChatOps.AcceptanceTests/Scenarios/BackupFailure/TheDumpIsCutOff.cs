namespace ChatOps.AcceptanceTests.Scenarios.BackupFailure;

/// <summary>The newest dump was cut off on its way: young, nearly as large as the one before, and worth nothing. Only a restore tells.</summary>
internal sealed class TheDumpIsCutOff : DumpOfADatabase
{
    public override async Task BreakAsync()
    {
        await BackUpAsync();
        await using var file = Newest()!.OpenWrite();
        file.SetLength(file.Length * 8 / 10);
    }
}
