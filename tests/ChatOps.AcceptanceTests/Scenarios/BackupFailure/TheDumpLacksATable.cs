namespace ChatOps.AcceptanceTests.Scenarios.BackupFailure;

/// <summary>A dump from while the table was being rebuilt: it restores well, and what matters is not in it.</summary>
internal sealed class TheDumpLacksATable : DumpOfADatabase
{
    public override async Task BreakAsync()
    {
        await Server.SqlAsync("ALTER TABLE orders RENAME TO orders_old", Database);
        await BackUpAsync();
        await Server.SqlAsync("ALTER TABLE orders_old RENAME TO orders", Database);
    }
}
