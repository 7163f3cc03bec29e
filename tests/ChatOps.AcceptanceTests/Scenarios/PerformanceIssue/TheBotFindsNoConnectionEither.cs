using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.PerformanceIssue;

/// <summary>The server is full and the bot's role has no reserved place: it cannot look, and says so.</summary>
internal sealed class TheBotFindsNoConnectionEither : FullDatabase
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => ["no connection left, not even for the bot", "too many clients already"];

    protected override string Bot => "watcher";

    protected override Task UseAsync(PostgresClient client) => client.RunAsync("SELECT 1");
}
