namespace ChatOps.AcceptanceTests.Scenarios.NetworkIssue;

/// <summary>The server in charge is gone, and the resolver holds something else: whatever is fetched anew, people have to put the server and the record back.</summary>
internal sealed class TheServerInChargeIsSilent : ARecordIsWrongInTheResolver
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => [$"10.99.0.9 by {Resolver.Server}", $"{InCharge.Server} gave no answer"];

    public override ScenarioAlert Alert => new("CoreDNSErrorsHigh", $"{Host} leads to the wrong place", ("server", Resolver.Server));

    public override async Task BreakAsync()
    {
        await InCharge.KillAsync();
        File.Delete(InCharge.PidFile);
        InCharge.Say(Wrong, Host);
        Resolver.Say(Wrong, Host);
        await Resolver.ReloadAsync();
    }
}
