namespace ChatOps.AcceptanceTests.Scenarios.PerformanceIssue;

/// <summary>A transaction manager died between the two phases of a commit: no session holds the lock, and whether to commit is people's to say.</summary>
internal sealed class APreparedTransactionBlocksOthers : SlowDatabase
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => ["3 sessions wait", "for a prepared transaction", "pg_prepared_xacts"];

    public override async Task BreakAsync()
    {
        await (await OpenAsync("manager")).RunAsync("BEGIN; UPDATE orders SET what = 'half' WHERE id = 7; PREPARE TRANSACTION 'order-7'");
        await WaitInLineAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (Server is not null) await Server.SqlAsync("ROLLBACK PREPARED 'order-7'", Service.Replace('-', '_'));
        await base.DisposeAsync();
    }
}
