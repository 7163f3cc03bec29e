using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories.Kills;

/// <summary>kill -9 at any instant while alerts are taken and mentions are delivered: what got a 2xx is there, and each mention was delivered once.</summary>
internal sealed class KilledWhileAlertsArriveAndMentionsLeave
{
    private const int AlertsPerRound = 40;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private static readonly int Rounds = Environment.GetEnvironmentVariable("CHATOPS_SOAK") == "1" ? 200 : 4;

    [Test]
    public async Task No_accepted_alert_is_lost_and_no_mention_is_delivered_twice()
    {
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        await using var bot = await BotProcess.StartAsync(new BotSettings().With("Storm:NewIncidentsPerMinute", "0"));
        var accepted = new ConcurrentBag<string>();

        for (var round = 0; round < Rounds; round++)
        {
            var posting = Task.WhenAll(Enumerable.Range(0, AlertsPerRound).Select(index => PostAsync(bot, Name(round, index), accepted)));
            var enough = accepted.Count + random.Next(1, AlertsPerRound);
            await Wait.Until(() => accepted.Count >= enough, Bound, "some alerts to be accepted", () => bot.Tail);

            await bot.KillAsync();
            await posting;
            await bot.StartAgainAsync();
        }

        Assert.That(accepted, Is.Not.Empty, "some were accepted before the kill");
        await Wait.Until(async () => (await UnmentionedAsync(bot)).Count == 0, Bound, "all mentions to be delivered", () => bot.Tail);
        var incidents = await bot.Client.AllIncidentsAsync();
        Assert.That(accepted, Is.SubsetOf(incidents.Select(incident => incident.Service)), "each accepted alert has its incident");
        Assert.That(incidents.Select(incident => incident.Service), Is.Unique, "an alert opens one incident");
        foreach (var incident in incidents)
        {
            var mentions = (await bot.Client.TimelineAsync(incident.Id)).Select(entry => entry.Mention).OfType<int>();
            Assert.That(mentions, Is.EqualTo((int[])[1]), $"{incident.Id} is mentioned once");
        }
    }

    private static string Name(int round, int index) => string.Create(CultureInfo.InvariantCulture, $"s{round}-{index}");

    private static async Task PostAsync(BotProcess bot, string service, ConcurrentBag<string> accepted)
    {
        try
        {
            var answer = await bot.Client.PostAsync("api/v2/alerts", $$$"""[{"labels":{"alertname":"Odd","service":"{{{service}}}"}}]""");
            if (answer.Status == HttpStatusCode.OK)
            {
                accepted.Add(service);
            }
        }
        catch (HttpRequestException)
        {
            // Killed before the answer left: the sender does not know, and would send again.
        }
    }

    private static async Task<IReadOnlyList<IncidentView>> UnmentionedAsync(BotProcess bot)
    {
        var waiting = new List<IncidentView>();
        foreach (var incident in await bot.Client.AllIncidentsAsync())
        {
            if ((await bot.Client.TimelineAsync(incident.Id)).All(entry => entry.Mention is null))
            {
                waiting.Add(incident);
            }
        }

        return waiting;
    }
}
