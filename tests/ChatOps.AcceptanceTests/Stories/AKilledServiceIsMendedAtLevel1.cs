using System.Diagnostics;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories;

/// <summary>
/// A real Prometheus scrapes a real service; we kill it; a runbook's command starts it again; verify passes; the report has its five
/// fields; the alert resolves; the post-mortem tells it.
/// </summary>
internal sealed class AKilledServiceIsMendedAtLevel1
{
    private static readonly string[] Fields = ["Issue", "Attempted", "Error", "Action", "Result"];

    [Test]
    [Property("Rule", "2.9")]
    public async Task Within_two_minutes_and_nobody_is_woken()
    {
        var began = Stopwatch.GetTimestamp();
        await using var shop = await Shop.OpenAsync(BotSettings.LadderOfSeconds.With("Escalation:Recovery:Timeout", TimeSpan.FromSeconds(60)));

        await shop.Target.KillAsync();

        var opened = await shop.IncidentAsync();
        Assert.That(opened.Challenge, Is.EqualTo("ServiceDown"));
        var mended = await shop.Client.IncidentWhenAsync(opened.Id, incident => incident.State == "resolved", TimeSpan.FromSeconds(60), "mended");
        Assert.Multiple(() =>
        {
            Assert.That(mended.Level, Is.EqualTo(1));
            Assert.That(mended.ResolvedBy, Is.EqualTo("attempt"));
            Assert.That(mended.Attempts, Has.Count.EqualTo(1));
            Assert.That(mended.Attempts[0].Outcome, Is.EqualTo("passed"));
            Assert.That(mended.Attempts[0].Runbook, Is.EqualTo("restart-shop"));
        });
        Assert.That(await shop.Target.IsHealthyAsync(), Is.True);

        // The incident is resolved in one transaction with its report, which is delivered after it.
        string[] texts = [];
        var report = await Wait.For(
            async () =>
            {
                texts = [.. (await shop.Client.TimelineAsync(opened.Id)).Select(entry => entry.Text).OfType<string>()];
                return texts.SingleOrDefault(text => Fields.All(field => text.Contains(field, StringComparison.Ordinal)));
            },
            TimeSpan.FromSeconds(30),
            "the report to be delivered",
            () => string.Join('\n', texts));
        Assert.That(Fields.Select(field => report.IndexOf(field, StringComparison.Ordinal)), Is.Ordered);
        Assert.That(texts, Has.None.Contains("backend-coordinator"), "nobody is woken");

        await shop.Client.IncidentWhenAsync(
            opened.Id, incident => incident.Alerts.All(alert => alert.Status == "resolved"), TimeSpan.FromSeconds(30), "without a firing alert");
        await Wait.Until(
            async () => (await shop.Client.GetAsync($"api/incidents/{opened.Id}/postmortem")).Body.Contains("restart-shop", StringComparison.Ordinal), TimeSpan.FromSeconds(30), "the post-mortem");
        Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(TimeSpan.FromMinutes(2)));
    }
}
