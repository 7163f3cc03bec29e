namespace ChatOps.AcceptanceTests.Scenarios.PerformanceIssue;

/// <summary>The standby's way to its primary is configured wrong since a change: it follows nobody, and whom it should follow is people's to say.</summary>
internal sealed class TheStandbyLostItsPrimary : TheReplayIsPaused
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => ["it receives nothing from a primary"];

    public override Task BreakAsync() => Standby.SqlAsync("ALTER SYSTEM SET primary_conninfo = 'host=127.0.0.1 port=1 user=postgres'").ContinueWith(_ => Standby.SqlAsync("SELECT pg_reload_conf()"), TaskScheduler.Default).Unwrap();
}
