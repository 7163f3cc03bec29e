using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.PerformanceIssue;

/// <summary>Every connection works: there is more to do than the server has places, and nothing to be ended.</summary>
internal sealed class WorkUsesUpTheConnections : FullDatabase
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => ["12 of 12 connections", "app, web: 12", "12 active"];

    protected override Task UseAsync(PostgresClient client)
    {
        _ = client.RunAsync("SELECT pg_sleep(3600)").ContinueWith(_ => { }, TaskScheduler.Default);
        return Task.CompletedTask;
    }
}
