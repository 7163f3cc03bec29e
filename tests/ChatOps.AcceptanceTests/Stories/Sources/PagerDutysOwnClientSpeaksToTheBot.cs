using System.Globalization;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories.Sources;

/// <summary>npm's <c>@pagerduty/pdjs</c>, which speaks HTTPS alone, over the bot's own HTTPS endpoint with a certificate authority of the test.</summary>
internal sealed class PagerDutysOwnClientSpeaksToTheBot
{
    private TemporaryFolder folder = null!;
    private TestAuthority authority = null!;
    private string secure = null!;

    [SetUp]
    public void MakeCertificates()
    {
        folder = new TemporaryFolder();
        authority = new TestAuthority(folder);
        secure = string.Create(CultureInfo.InvariantCulture, $"localhost:{FreePort.Next()}");
    }

    [TearDown]
    public void RemoveCertificates() => folder.Dispose();

    [Test]
    public async Task An_event_that_fires_is_repeated_acknowledged_and_resolved_is_one_incident()
    {
        await using var bot = await BotProcess.StartAsync(Https());

        var first = await SendAsync("trigger", "critical");
        await SendAsync("trigger", "critical");
        await SendAsync("acknowledge", null);
        var open = (await bot.Client.IncidentsAsync()).Single();
        Assert.That((open.Service, open.Challenge, open.Severity, open.Alerts.Count, open.Owner), Is.EqualTo(("db-8", "ServiceDown", "critical", 1, (string?)null)));
        Assert.That(first, Is.EqualTo("""{"status":202,"data":{"status":"success","message":"Event processed","dedup_key":"disk-8"}}"""));

        await SendAsync("resolve", null);
        Assert.That((await bot.Client.IncidentsAsync()).Select(incident => (incident.Id, incident.State)), Is.EqualTo(((string, string)[])[(open.Id, "resolved")]));
        Assert.That((await bot.Client.TimelineAsync(open.Id)).Count(entry => entry.Kind == "noted"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_source_can_be_known_by_its_client_certificate()
    {
        await using var bot = await BotProcess.StartAsync(Https().With("Sources:box:Kind", "Alert").With("Sources:box:ClientCertificates:0", authority.Fingerprint));

        // The plain endpoint may be there, and say that the bot is ready, a moment before the other one.
        var shown = await Wait.For<object>(async () => await PostAsync(shows: true), TimeSpan.FromSeconds(30), "the HTTPS endpoint", () => bot.Tail);
        Assert.That(shown, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(await PostAsync(shows: false), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private BotSettings Https() => new BotSettings()
        .With("Kestrel:Endpoints:Secure:Url", $"https://{secure}")
        .With("Kestrel:Endpoints:Secure:Certificate:Path", authority.Certificate)
        .With("Kestrel:Endpoints:Secure:Certificate:KeyPath", authority.Key);

    private Task<string> SendAsync(string action, string? severity)
    {
        object data = severity is null
            ? new { routing_key = "0123456789abcdef0123456789abcdef", event_action = action, dedup_key = "disk-8" }
            : new { routing_key = "0123456789abcdef0123456789abcdef", event_action = action, dedup_key = "disk-8", payload = new { summary = "no answer", source = "host-8", severity, component = "db-8", @class = "PostgresqlDown" } };
        return Node.RunAsync("send-pagerduty.mjs", [secure, JsonSerializer.Serialize(data)], authority.Root);
    }

    private async Task<HttpStatusCode> PostAsync(bool shows)
    {
        using var root = X509CertificateLoader.LoadCertificateFromFile(authority.Root);
        using var own = X509Certificate2.CreateFromPemFile(authority.Certificate, authority.Key);
        using var handler = new HttpClientHandler
        {
            SslProtocols = SslProtocols.None,
            ClientCertificateOptions = ClientCertificateOption.Manual,
            ServerCertificateCustomValidationCallback = (_, shown, chain, _) =>
            {
                chain!.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
                chain.ChainPolicy.CustomTrustStore.Add(root);
                return chain.Build(shown!);
            },
        };
        if (shows) handler.ClientCertificates.Add(own);
        using var client = new HttpClient(handler);
        using var answer = await client.PostAsync(new Uri($"https://{secure}/webhooks/alert"), new StringContent("""{"name":"A","status":"firing","service":"box"}""", Encoding.UTF8, "application/json"));
        return answer.StatusCode;
    }
}
