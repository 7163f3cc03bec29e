using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.NetworkIssue;

/// <summary>The edge came up with the address that the service had before it moved: it takes connections and drops them.</summary>
internal sealed class TheEdgeLeadsToAnOldPlace : APortIsClosed
{
    public override ScenarioAlert Alert => new("HaproxyBackendConnectionErrors", $"{Service} ends connections without an answer", ("instance", Address.ToString()));

    protected override (string Name, string Value) Place => ("health", Address.ToString());

    public override async Task BreakAsync() => await LeadToAsync(FreePort.Next());
}
