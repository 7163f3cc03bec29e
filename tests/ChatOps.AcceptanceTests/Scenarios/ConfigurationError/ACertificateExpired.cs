using System.Globalization;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.AcceptanceTests.Scenarios.Parts;

namespace ChatOps.AcceptanceTests.Scenarios.ConfigurationError;

/// <summary>A certificate expired yesterday, since its renewal never ran.</summary>
internal class ACertificateExpired : Scenario
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    private TlsServer server = null!;

    public override string Challenge => "ConfigurationError";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("BlackboxSslCertificateExpired", $"the certificate of {Host} expired", ("instance", $"https://{Host}"));

    protected string Host => Service + ".shop.test";

    protected ShopAuthority Authority { get; private set; } = null!;

    /// <summary>What the catalog names as <c>renew</c>.</summary>
    protected virtual string RenewScript => Authority.RenewScript();

    public override Task<BotSettings> PrepareAsync(Stage stage)
    {
        var now = Clock.GetUtcNow();
        Authority = new(stage.Folder(Service), now);
        Authority.Issue(Host, now - TimeSpan.FromDays(60), now + TimeSpan.FromDays(30));
        server = new(Authority.Server);
        return Task.FromResult(new BotSettings()
            .WithService(Service, "infrastructure", targets:
                [("host", Host), ("tls", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{server.Port}")), ("authority", Authority.Authority), ("renew", $"renew-{Service}")])
            .With($"Services:{Service}:Impact", "Browsers refuse the shop")
            .WithProgram($"renew-{Service}", stage.Program($"renew-{Service}", RenewScript)));
    }

    public override Task BreakAsync()
    {
        Break(Clock.GetUtcNow());
        return Task.CompletedTask;
    }

    public override async Task<bool> WorksAsync()
    {
        using var shown = await server.ShownAsync(Host);
        return shown is not null && shown.MatchesHostname(Host) && shown.NotAfter.ToUniversalTime() > Clock.GetUtcNow().UtcDateTime + TimeSpan.FromDays(7);
    }

    public override async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        await base.DisposeAsync();
    }

    protected virtual void Break(DateTimeOffset now) => Authority.Issue(Host, now - TimeSpan.FromDays(91), now - TimeSpan.FromDays(1));
}
