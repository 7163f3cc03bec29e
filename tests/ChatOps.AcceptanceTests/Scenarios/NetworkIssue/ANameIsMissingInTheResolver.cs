namespace ChatOps.AcceptanceTests.Scenarios.NetworkIssue;

/// <summary>The resolver lost a name that the server in charge has.</summary>
internal sealed class ANameIsMissingInTheResolver : ARecordIsWrongInTheResolver
{
    public override ScenarioAlert Alert => new("CoreDNSErrorsHigh", $"{Host} does not resolve", ("server", Resolver.Server));

    public override async Task BreakAsync()
    {
        Resolver.Say(Right, "another.shop.test");
        await Resolver.ReloadAsync();
    }
}
