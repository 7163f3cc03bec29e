using System.Diagnostics;
using System.Globalization;
using System.Text;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.Benchmarks;

/// <summary>
/// From the moment before an alert is sent to the moment its first message is on the local chat, at 300 alerts a second that each open an incident. The
/// moment of delivery is the one that the incident's timeline records; sender and bot share the machine's clock.
/// </summary>
internal static class FirstMessageLatency
{
    private const int PerSecond = 300;
    private const int WarmUp = 900;
    private const int Counted = 3000;

    public static async Task RunAsync(Report report)
    {
        await using var bot = await BotProcess.StartAsync(IntakeRate.Quiet);
        using var http = new HttpClient { BaseAddress = bot.Address };
        var sent = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var requests = new List<Task>();
        var began = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        for (var number = 0; number < WarmUp + Counted; number++)
        {
            while (Stopwatch.GetElapsedTime(began).TotalSeconds * PerSecond < number)
            {
                await tick.WaitForNextTickAsync();
            }

            var service = string.Create(CultureInfo.InvariantCulture, $"latency-{number}");
            if (number >= WarmUp)
            {
                sent[service] = TimeProvider.System.GetUtcNow();
            }

            requests.Add(PostAsync(http, service));
        }

        await Task.WhenAll(requests);
        var waits = new List<double>();
        string? after = null;
        do
        {
            var page = await bot.Client.IncidentPageAsync(after);
            foreach (var incident in page.Items.Where(incident => sent.ContainsKey(incident.Service)))
            {
                var messages = await Wait.For(() => MessagesAsync(bot, incident.Id), TimeSpan.FromSeconds(30), $"the first message of {incident.Id}");
                waits.Add((messages[0].At - sent[incident.Service]).TotalMilliseconds);
            }

            after = page.Next;
        }
        while (after is not null);
        waits.Sort();
        report.Add(
            string.Create(CultureInfo.InvariantCulture, $"alert to first message at {PerSecond} incidents a second, {waits.Count} counted"),
            string.Create(CultureInfo.InvariantCulture, $"p50 {waits[waits.Count / 2]:0.0} ms, p99 {waits[waits.Count * 99 / 100]:0.0} ms"),
            "–",
            "p99 within 20 ms");
    }

    private static async Task<TimelineView[]?> MessagesAsync(BotProcess bot, string incident)
    {
        var messages = (await bot.Client.TimelineAsync(incident)).Where(entry => entry.Text is not null).ToArray();
        return messages.Length == 0 ? null : messages;
    }

    private static async Task PostAsync(HttpClient http, string service)
    {
        using var content = new StringContent($$"""{"name":"BenchLatency","status":"firing","service":"{{service}}"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("webhooks/alert", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }
}
