using System.Text.Json;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories.Sources;

/// <summary>npm's <c>cloudevents</c> in each of its three modes: what fires, is repeated and ends is one incident that is resolved.</summary>
internal sealed class TheCloudEventsSdkSpeaksToTheBot
{
    [TestCase("binary")]
    [TestCase("structured")]
    [TestCase("batch")]
    public async Task An_event_that_fires_is_sent_again_and_ends_is_one_incident(string mode)
    {
        await using var bot = await BotProcess.StartAsync(new BotSettings());
        var firing = Event("1", "firing");

        await SendAsync(bot, mode, firing);
        await SendAsync(bot, mode, firing);
        var open = (await bot.Client.IncidentsAsync()).Single();
        Assert.That((open.Service, open.Challenge, open.Alerts.Count), Is.EqualTo(("db-9", "ServiceDown", 1)));

        await SendAsync(bot, mode, Event("2", "resolved"));
        // The first one once more, late: it is known by its source and id.
        await SendAsync(bot, mode, firing);
        Assert.That((await bot.Client.IncidentsAsync()).Select(incident => (incident.Id, incident.State)), Is.EqualTo(((string, string)[])[(open.Id, "resolved")]));
    }

    private static Task<string> SendAsync(BotProcess bot, string mode, string json) =>
        Node.RunAsync("send-cloudevents.mjs", [new Uri(bot.Address, "webhooks/cloudevents").ToString(), mode, json]);

    private static string Event(string id, string status) => JsonSerializer.Serialize(new
    {
        id,
        source = "https://monitor.example/check",
        type = "com.example.check",
        subject = "db-9",
        data = new { name = "PostgresqlDown", status, severity = "critical", summary = "no answer" },
    });
}
