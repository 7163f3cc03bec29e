namespace ChatOps.AcceptanceTests.Scenarios.NetworkIssue;

/// <summary>The server in charge lost the name, and the resolver still has it: whatever is fetched anew, people have to put the record back.</summary>
internal sealed class ARecordIsWrongEverywhere : ARecordIsWrongInTheResolver
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => [Resolver.Server, InCharge.Server, "gave no answer"];

    public override ScenarioAlert Alert => new("CoreDNSErrorsHigh", $"{Host} leads to the wrong place", ("server", Resolver.Server));

    public override async Task BreakAsync()
    {
        // The server in charge is gone, and the resolver has been filled with something else.
        await InCharge.KillAsync();
        File.Delete(InCharge.PidFile);
        InCharge.Say(Wrong, Host);
        Resolver.Say(Wrong, Host);
        await Resolver.ReloadAsync();
    }
}
