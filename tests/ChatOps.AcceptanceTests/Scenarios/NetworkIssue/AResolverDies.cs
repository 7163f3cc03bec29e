namespace ChatOps.AcceptanceTests.Scenarios.NetworkIssue;

/// <summary>The resolver is killed: no name resolves any more.</summary>
internal sealed class AResolverDies : ARecordIsWrongInTheResolver
{
    public override ScenarioAlert Alert => new("CoreDNSForwardHealthcheckFailureCount", "names do not resolve", ("server", Resolver.Server));

    public override async Task BreakAsync()
    {
        await Resolver.KillAsync();
        File.Delete(Resolver.PidFile);
    }
}
