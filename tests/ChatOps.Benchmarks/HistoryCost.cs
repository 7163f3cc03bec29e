using System.Globalization;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.Benchmarks;

/// <summary>The cost of an alert when 1,000 incidents have ended before, and when 100,000 have.</summary>
internal static class HistoryCost
{
    private const int Few = 1_000;
    private const int Many = 100_000;
    private const int Batch = 500;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Report report)
    {
        var settings = IntakeRate.Quiet.With("Escalation:ReopenWithin", TimeSpan.FromSeconds(1)).With("Escalation:SettleFor", TimeSpan.FromSeconds(1));
        await using var bot = await BotProcess.StartAsync(settings);
        await EndAsync(bot, 0, Few);
        await Wrk.RunAsync(bot.Address, "warm", 200, TimeSpan.FromSeconds(5));
        var before = await Wrk.RunAsync(bot.Address, "few", 200, Round);
        await EndAsync(bot, Few, Many);
        var after = await Wrk.RunAsync(bot.Address, "many", 200, Round);
        report.Add(
            string.Create(CultureInfo.InvariantCulture, $"alerts a second with {Many:N0} ended incidents against {Few:N0}"),
            string.Create(CultureInfo.InvariantCulture, $"{after:N0} against {before:N0} ({after / before:0.00})"),
            "–",
            "no growth with history");
    }

    private static async Task EndAsync(BotProcess bot, int from, int to)
    {
        for (var first = from; first < to; first += Batch)
        {
            await AlertBatches.PostAsync(bot.Client, "history", first, Batch, "firing");
            await AlertBatches.PostAsync(bot.Client, "history", first, Batch, "resolved");
        }
    }
}
