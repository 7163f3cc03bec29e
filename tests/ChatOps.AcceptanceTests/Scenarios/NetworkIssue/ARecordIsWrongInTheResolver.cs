using ChatOps.AcceptanceTests.Harness;
using ChatOps.AcceptanceTests.Scenarios.Parts;

namespace ChatOps.AcceptanceTests.Scenarios.NetworkIssue;

/// <summary>The resolver holds an address that the server in charge gave up; its records can be fetched anew.</summary>
internal class ARecordIsWrongInTheResolver : Scenario
{
    protected const string Right = "127.0.0.1";
    protected const string Wrong = "10.99.0.9";

    public override string Challenge => "NetworkIssue";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("CoreDNSErrorsHigh", $"{Host} leads to the wrong place", ("server", Resolver.Server));

    protected string Host => Service + ".shop.test";

    protected Dnsmasq Resolver { get; private set; } = null!;

    protected Dnsmasq InCharge { get; private set; } = null!;

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        Resolver = await Dnsmasq.StartAsync(stage.Folder(Service + "-resolver"), Right, Host);
        InCharge = await Dnsmasq.StartAsync(stage.Folder(Service + "-in-charge"), Right, Host);
        return new BotSettings()
            .WithService(Service, "infrastructure", targets: [("host", Host), ("resolver", Resolver.Server), ("name-server", InCharge.Server), ("dns-reload", $"reload-{Service}")])
            .With($"Services:{Service}:Impact", "Half of the visitors land nowhere")
            .WithProgram($"reload-{Service}", stage.Program($"reload-{Service}", Reload));
    }

    public override async Task BreakAsync()
    {
        Resolver.Say(Wrong, Host);
        await Resolver.ReloadAsync();
    }

    public override async Task<bool> WorksAsync() => await DnsProbe.AddressAsync(Resolver.Port, Host) == Right;

    public override async ValueTask DisposeAsync()
    {
        if (Resolver is not null) await Resolver.DisposeAsync();
        if (InCharge is not null) await InCharge.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>Takes the records of the server in charge over, as a transfer of the zone does; starts the resolver where it does not run.</summary>
    private string Reload =>
        $"""
        /bin/cp '{InCharge.Hosts}' '{Resolver.Hosts}'
        if [ -f '{Resolver.PidFile}' ] && /bin/kill -HUP "$(/bin/cat '{Resolver.PidFile}')"; then exit 0; fi
        PATH=/usr/sbin:/usr/bin:/bin /usr/bin/setsid {string.Join(' ', Resolver.Command.Select(word => $"'{word}'"))} </dev/null >/dev/null 2>&1 &
        """;
}
