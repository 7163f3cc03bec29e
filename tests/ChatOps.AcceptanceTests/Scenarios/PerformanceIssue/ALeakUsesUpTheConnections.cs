using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.PerformanceIssue;

/// <summary>An application opens connections and forgets them.</summary>
internal sealed class ALeakUsesUpTheConnections : FullDatabase
{
    public override bool Mendable => true;

    protected override Task UseAsync(PostgresClient client) => client.RunAsync("SELECT 1");
}
