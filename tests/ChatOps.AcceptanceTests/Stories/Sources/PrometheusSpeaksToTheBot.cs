using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories.Sources;

/// <summary>Debian's Prometheus, unmodified, with the bot as its Alertmanager: what fires, is repeated and ends is one incident that is resolved.</summary>
internal sealed class PrometheusSpeaksToTheBot
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Test]
    public async Task An_alert_that_fires_is_repeated_and_ends_is_one_incident()
    {
        await using var target = await TargetService.StartAsync();
        await using var bot = await BotProcess.StartAsync(new BotSettings());
        await using var prometheus = await PrometheusServer.StartAsync(
            [new ScrapeJob("db", target.Port, new Dictionary<string, string> { ["service"] = "db-6" })],
            [new AlertingRule("PostgresqlDown", "up == 0", new Dictionary<string, string> { ["severity"] = "critical" })],
            bot.Address);

        await target.KillAsync();
        var incident = await Wait.For(async () => (await bot.Client.IncidentsAsync()).SingleOrDefault(), Soon, "the incident", () => prometheus.Tail);
        Assert.That((incident.Service, incident.Challenge, incident.Severity, incident.Alerts.Count), Is.EqualTo(("db-6", "ServiceDown", "critical", 1)));
        await Wait.Until(async () => await bot.Client.TakenAsync("prometheus") >= 3, Soon, "Prometheus to repeat it", () => prometheus.Tail);

        await target.StartAgainAsync();
        await Wait.Until(async () => (await bot.Client.IncidentsAsync()).Single().State == "resolved", Soon, "the incident to be resolved", () => prometheus.Tail);
        var ended = await bot.Client.IncidentAsync(incident.Id);
        Assert.That((ended.ResolvedBy, ended.Alerts.Select(alert => (alert.Name, alert.Status))), Is.EqualTo(("source", ((string, string)[])[("PostgresqlDown", "resolved")])));
    }
}
