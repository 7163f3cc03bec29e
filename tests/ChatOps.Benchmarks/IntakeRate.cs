using System.Globalization;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.Benchmarks;

/// <summary>
/// Alerts accepted a second, one a request. Alertmanager keeps them in memory, the bot has them on disk before it answers. Both are warmed up
/// first, then measured in turn three times; the medians are shown.
/// </summary>
internal static class IntakeRate
{
    private const int Rounds = 3;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Report report)
    {
        await MeasureAsync(report, "200 services", 200, "at least 0.7 of the rate");
        await MeasureAsync(report, "an incident each", 0, "for information");
    }

    private static async Task MeasureAsync(Report report, string what, int services, string goal)
    {
        await using var alertmanager = await AlertmanagerServer.StartAsync(
            """
            route: { receiver: nobody, group_by: [alertname, service] }
            receivers: [ { name: nobody } ]
            """);
        await using var bot = await BotProcess.StartAsync(Quiet);
        var ours = new List<double>();
        var theirs = new List<double>();
        await Wrk.RunAsync(alertmanager.Address, "warm", services, WarmUp);
        await Wrk.RunAsync(bot.Address, "warm", services, WarmUp);
        for (var round = 0; round < Rounds; round++)
        {
            var run = round.ToString(CultureInfo.InvariantCulture);
            theirs.Add(await Wrk.RunAsync(alertmanager.Address, run, services, Round));
            ours.Add(await Wrk.RunAsync(bot.Address, run, services, Round));
        }

        var (our, their) = (Median(ours), Median(theirs));
        report.Add($"alerts accepted a second, {what}", Text($"{our:N0} ({our / their:0.00} of it)"), Text($"{their:N0}"), goal);
        var (ourPeak, theirPeak) = (Memory.PeakOf(bot.Id), Memory.PeakOf(alertmanager.Id));
        report.Add(
            $"peak memory meanwhile, {what}", Text($"{ourPeak:0} MB ({ourPeak / theirPeak:0.00} of it)"), Text($"{theirPeak:0} MB"), services == 0 ? goal : "at most 0.75 of it");
    }

    /// <summary>A bot without digests that says nothing below warnings.</summary>
    internal static BotSettings Quiet { get; } = new BotSettings().With("Storm:NewIncidentsPerMinute", "0").With("Logging:LogLevel:Default", "Warning");

    internal static double Median(IReadOnlyCollection<double> figures) => figures.Order().ElementAt(figures.Count / 2);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
