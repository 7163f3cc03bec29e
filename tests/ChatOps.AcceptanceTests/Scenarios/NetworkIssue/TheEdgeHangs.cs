namespace ChatOps.AcceptanceTests.Scenarios.NetworkIssue;

/// <summary>The edge still accepts connections, and nothing comes through.</summary>
internal sealed class TheEdgeHangs : APortIsClosed
{
    public override ScenarioAlert Alert => new("HAProxyBackendCheckFlapping", $"nothing comes through to {Service}", ("instance", Address.ToString()));

    protected override (string Name, string Value) Place => ("health", Address.ToString());

    public override async Task BreakAsync() => await SignalEdgeAsync("-STOP");
}
