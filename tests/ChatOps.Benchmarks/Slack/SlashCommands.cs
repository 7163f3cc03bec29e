using System.Globalization;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Core.OnCall;
using ChatOps.Servers.Slack;

namespace ChatOps.Benchmarks.Slack;

/// <summary>
/// Signed slash commands acknowledged a second, and how long each takes at a rate that is offered whatever the answers. Slack's own Bolt checks the
/// signature and acknowledges; the bot also gives each command (<c>ack</c>) to its incident, and has its answer on disk before that leaves. Both are
/// warmed up first, then measured in turn (the rate three times, the times five, since what runs beside them shows there most); the medians are shown.
/// </summary>
internal static class SlashCommands
{
    private const int Rounds = 3;
    private const int OfferedRounds = 5;
    private const int Incidents = 50;
    private const int PerSecond = 3000;
    private const int OfferedFor = 5;
    private const int MostPerSecond = 25_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(6);

    public static async Task RunAsync(Report report)
    {
        await using var slack = await SlackServer.StartAsync();
        var user = slack.AddUser("ana");
        await using var bolt = await BoltServer.StartAsync(slack);
        await using var bot = await BotProcess.StartAsync(Role.Ladder.Aggregate(
            IntakeRate.Quiet
                .With("Slack:Enabled", "true").With("Slack:BaseUrl", slack.ApiAddress.AbsoluteUri).With("Slack:BotToken", slack.App.BotToken)
                .With("Slack:SigningSecret", slack.App.SigningSecret).With("People:ana:Slack", user.Id),
            (settings, role) => settings.With($"Responders:{role}:Slack", user.Id)));
        await AlertBatches.PostAsync(bot.Client, "slash", 0, Incidents, "firing");

        SignedCommands Commands(string run, int count) => new(slack.App.SigningSecret, slack.TeamId, user.Id, run, count);
        Task<double> RateAsync(Uri target, string run, TimeSpan duration) => Wrk.RunAsync(target, Commands(run, (int)(duration.TotalSeconds * MostPerSecond)), duration);
        async Task<(double Middle, double Late)> TimesAsync(Uri target, string run)
        {
            var times = await ConstantRate.RunAsync(target, Commands(run, PerSecond * OfferedFor), PerSecond);
            return (times[times.Length / 2], times[times.Length * 99 / 100]);
        }

        // What runs once in months is no part of it: the compiler, and buffers that grow.
        await RateAsync(bolt.Address, "warm-bolt", WarmUp);
        await RateAsync(bot.Address, "warm", WarmUp);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            theirs.Add(await RateAsync(bolt.Address, Named("rate-bolt", round), Round));
            ours.Add(await RateAsync(bot.Address, Named("rate", round), Round));
        }

        var (our, their) = (IntakeRate.Median(ours), IntakeRate.Median(theirs));
        report.Add("signed slash commands a second, 32 connections", Text($"{our:N0} ({our / their:0.00} of it), each on disk"), Text($"Bolt: {their:N0}, nothing kept"), "at least 1.5 of it");

        // The sender is compiled and warm by then too, at the cost of neither.
        await TimesAsync(bolt.Address, "times-warm-bolt");
        await TimesAsync(bot.Address, "times-warm");
        var (ourTimes, theirTimes) = (new List<(double Middle, double Late)>(), new List<(double Middle, double Late)>());
        for (var round = 0; round < OfferedRounds; round++)
        {
            theirTimes.Add(await TimesAsync(bolt.Address, Named("times-bolt", round)));
            ourTimes.Add(await TimesAsync(bot.Address, Named("times", round)));
        }

        var (ourLate, theirLate) = (IntakeRate.Median([.. ourTimes.Select(times => times.Late)]), IntakeRate.Median([.. theirTimes.Select(times => times.Late)]));
        var (ourMiddle, theirMiddle) = (IntakeRate.Median([.. ourTimes.Select(times => times.Middle)]), IntakeRate.Median([.. theirTimes.Select(times => times.Middle)]));
        report.Add(
            Text($"their time at {PerSecond:N0} a second offered"),
            Text($"p50 {ourMiddle:0.0} ms, p99 {ourLate:0.0} ms ({ourLate / theirLate:0.00} of it)"),
            Text($"Bolt: p50 {theirMiddle:0.0} ms, p99 {theirLate:0.0} ms"),
            "p99 at most half of it");
        report.Add("peak memory meanwhile", Text($"{Memory.PeakOf(bot.Id):0} MB"), Text($"Bolt: {Memory.PeakOf(bolt.Id):0} MB"), "for information");
    }

    private static string Named(string what, int round) => Text($"{what}-{round}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
