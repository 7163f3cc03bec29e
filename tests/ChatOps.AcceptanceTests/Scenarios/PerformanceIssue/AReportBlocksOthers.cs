namespace ChatOps.AcceptanceTests.Scenarios.PerformanceIssue;

/// <summary>A report locks the table and calculates on.</summary>
internal sealed class AReportBlocksOthers : SlowDatabase
{
    public override async Task BreakAsync()
    {
        var report = await OpenAsync("report");
        await report.RunAsync("BEGIN; LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
        Leave(report.RunAsync("SELECT pg_sleep(3600), 'for kim'"));
        await WaitInLineAsync();
    }
}
