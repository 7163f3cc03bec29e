using System.Globalization;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories.Sources;

/// <summary>Debian's Alertmanager, unmodified, by its webhook and by its PagerDuty receiver: what fires, is repeated and ends is one incident that is resolved.</summary>
internal sealed class AlertmanagerSpeaksToTheBot
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [TestCase("Alertmanager", "webhook_configs", "webhooks/alertmanager", "http_config: { authorization: { credentials: SECRET } }")]
    [TestCase("Alertmanager", "webhook_configs", "webhooks/alertmanager", "http_config: { basic_auth: { username: am, password: SECRET } }")]
    [TestCase("PagerDuty", "pagerduty_configs", "v2/enqueue", "routing_key: SECRET")]
    public async Task A_group_that_fires_is_repeated_and_ends_is_one_incident(string kind, string receiver, string path, string proof)
    {
        await using var bot = await BotProcess.StartAsync(new BotSettings().With("Sources:am:Kind", kind).With("Sources:am:Token", Secret));
        await using var alertmanager = await AlertmanagerServer.StartAsync(
            $$"""
            route: { receiver: bot, group_by: [alertname, service], group_wait: 0s, group_interval: 1s, repeat_interval: 2s }
            receivers:
              - name: bot
                {{receiver}}: [ { url: "{{new Uri(bot.Address, path)}}", {{proof.Replace("SECRET", Secret, StringComparison.Ordinal)}} } ]
            """);
        var amtool = new Amtool(alertmanager.Address);

        await SucceedsAsync(amtool, "alert", "add", "PostgresqlDown", "service=db-7", "severity=critical", "--annotation=summary=no answer");
        var incident = await Wait.For(async () => (await bot.Client.IncidentsAsync()).SingleOrDefault(), Soon, "the incident", () => alertmanager.Tail);
        Assert.That((incident.Service, incident.Challenge, incident.Severity, incident.Alerts.Count), Is.EqualTo(("db-7", "ServiceDown", "critical", 1)));

        // Alertmanager has sent it again when it has been taken twice.
        await Wait.Until(async () => await bot.Client.TakenAsync("am") >= 3, Soon, "Alertmanager to repeat it", () => alertmanager.Tail);

        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await SucceedsAsync(amtool, "alert", "add", "PostgresqlDown", "service=db-7", "severity=critical", $"--end={now}");
        await Wait.Until(async () => (await bot.Client.IncidentsAsync()).Single().State == "resolved", Soon, "the incident to be resolved", () => alertmanager.Tail);
        var ended = await bot.Client.IncidentAsync(incident.Id);
        Assert.That((ended.ResolvedBy, ended.Alerts.Select(alert => (alert.Name, alert.Status))), Is.EqualTo(("source", ((string, string)[])[("PostgresqlDown", "resolved")])));
    }

    private static async Task SucceedsAsync(Amtool amtool, params string[] arguments)
    {
        var result = await amtool.RunAsync(arguments);
        Assert.That(result.ExitCode, Is.Zero, result.Errors);
    }
}
