namespace ChatOps.AcceptanceTests.Scenarios.BackupFailure;

/// <summary>Somebody emptied the table, and every backup since is empty: what is missing is not the backup.</summary>
internal sealed class TheSourceWasEmptied : DumpOfADatabase
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => ["the table orders is empty in it"];

    public override async Task BreakAsync()
    {
        await Server.SqlAsync("DELETE FROM orders", Database);
        await BackUpAsync();
    }
}
