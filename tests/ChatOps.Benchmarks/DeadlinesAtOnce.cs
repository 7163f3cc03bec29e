using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.Benchmarks;

/// <summary>10,000 incidents are silenced until the same instant; measured is how long after it the last of them has moved on.</summary>
internal static class DeadlinesAtOnce
{
    private const int Incidents = 10_000;
    private const int Batch = 500;

    public static async Task RunAsync(Report report)
    {
        await using var bot = await BotProcess.StartAsync(IntakeRate.Quiet);
        for (var first = 0; first < Incidents; first += Batch)
        {
            await AlertBatches.PostAsync(bot.Client, "deadline", first, Batch, "firing");
        }

        var now = TimeProvider.System.GetUtcNow();
        var ends = now + TimeSpan.FromSeconds(30);
        var silence = JsonSerializer.Serialize(new
        {
            matchers = new[] { new { name = "service", value = "deadline-.*", isRegex = true } },
            startsAt = now,
            endsAt = ends,
            createdBy = "benchmark",
            comment = "ten thousand deadlines at once",
        });
        var answer = await bot.Client.PostAsync("api/v2/silences", silence);
        if (!answer.Message.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(answer.Body);
        }

        await Wait.Until(async () => await CountAsync(bot, "silenced") == Batch, TimeSpan.FromSeconds(25), "the silence to hold");
        await Wait.Until(() => TimeProvider.System.GetUtcNow() >= ends, TimeSpan.FromSeconds(60), "the silence to end");
        var began = Stopwatch.GetTimestamp();
        await Wait.Until(async () => await CountAsync(bot, "silenced") == 0, TimeSpan.FromMinutes(2), "all deadlines to be served");
        report.Add(
            string.Create(CultureInfo.InvariantCulture, $"{Incidents:N0} deadlines due in the same second, until the last is served"),
            string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"),
            "–",
            "for information");
    }

    private static async Task<int> CountAsync(BotProcess bot, string state) => (await bot.Client.IncidentsAsync($"state={state}")).Count;
}
