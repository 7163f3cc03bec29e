using System.Diagnostics;
using System.Globalization;
using System.Text;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.Benchmarks;

/// <summary>
/// From the moment before an alert is sent to the moment its first message can be seen, at 300 alerts a second that each open an incident. Both are watched
/// from outside by one clock: the bot's file by a reader that sees what is on disk and nothing before, Alertmanager by the webhook that it calls.
/// </summary>
internal static class FirstMessageLatency
{
    private const int PerSecond = 300;
    // Ten seconds: what runs once in months, the compiler, is no part of it.
    private const int WarmUp = 3000;
    private const int Counted = 3000;

    public static async Task RunAsync(Report report)
    {
        var theirs = await OfAlertmanagerAsync();
        var ours = await OfBotAsync();
        report.Add(string.Create(CultureInfo.InvariantCulture, $"alert to first message at {PerSecond} incidents a second, {ours.Length} counted"), Text(ours), Text(theirs), "p99 within 20 ms");
    }

    private static async Task<double[]> OfBotAsync()
    {
        await using var bot = await BotProcess.StartAsync(IntakeRate.Quiet);
        await using var seen = new SeenInFile(Path.Combine(bot.Data, "chatops.db"));
        return await WaitsAsync(bot.Address, seen.At);
    }

    private static async Task<double[]> OfAlertmanagerAsync()
    {
        await using var seen = await SeenByWebhook.StartAsync();
        await using var alertmanager = await AlertmanagerServer.StartAsync(seen.Address);
        return await WaitsAsync(alertmanager.Address, seen.At);
    }

    private static async Task<double[]> WaitsAsync(Uri target, Func<string, long?> seen)
    {
        using var http = new HttpClient { BaseAddress = target };
        var sent = new Dictionary<string, long>(StringComparer.Ordinal);
        var requests = new List<Task>();
        var began = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        for (var number = 0; number < WarmUp + Counted; number++)
        {
            while (Stopwatch.GetElapsedTime(began).TotalSeconds * PerSecond < number) await tick.WaitForNextTickAsync();
            var service = string.Create(CultureInfo.InvariantCulture, $"latency-{number}");
            if (number >= WarmUp) sent[service] = Stopwatch.GetTimestamp();
            requests.Add(PostAsync(http, service));
        }

        await Task.WhenAll(requests);
        await Wait.Until(() => sent.Keys.All(service => seen(service) is not null), TimeSpan.FromSeconds(30), "each alert to have its message");
        return [.. sent.Select(one => Stopwatch.GetElapsedTime(one.Value, seen(one.Key)!.Value).TotalMilliseconds).Order()];
    }

    private static async Task PostAsync(HttpClient http, string service)
    {
        using var content = new StringContent($$$"""[{"labels":{"alertname":"BenchLatency","service":"{{{service}}}"}}]""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("api/v2/alerts", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    private static string Text(double[] waits) => string.Create(CultureInfo.InvariantCulture, $"p50 {waits[waits.Length / 2]:0.0} ms, p99 {waits[waits.Length * 99 / 100]:0.0} ms");
}
