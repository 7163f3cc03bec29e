namespace ChatOps.AcceptanceTests.Scenarios.PerformanceIssue;

/// <summary>Somebody's session changed a row, and neither commits nor goes away. To end it loses its change, so it is approved.</summary>
internal sealed class AForgottenTransactionBlocksOthers : SlowDatabase
{
    public override bool SomebodyApproves => true;

    public override async Task BreakAsync()
    {
        await (await OpenAsync("psql of somebody")).RunAsync("BEGIN; UPDATE orders SET what = 'let me see' WHERE id = 7");
        await WaitInLineAsync();
    }
}
