using System.Globalization;
using ChatOps.Core.Incidents;
using ChatOps.Core.Recovery;
using ChatOps.Storage.Operations;

namespace ChatOps.Bot.Answers;

/// <summary><c>stats</c> and <c>runbooks</c>, in words.</summary>
internal static class StatisticsAnswer
{
    private const int MostLines = 10;
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    public static async Task<Answer> OfAsync(StatisticsReader reader, DateTimeOffset since, TimeSpan period, CancellationToken cancellationToken)
    {
        var all = await reader.SinceAsync(since, cancellationToken).ConfigureAwait(false);
        var begin = string.Create(CultureInfo.InvariantCulture, $"Since {all.Since:yyyy-MM-dd} ({DurationText.Of(period)})");
        if (all.Ended == 0) return new Answer(AnswerOutcome.Done, $"{begin} no incident ended.");
        List<string> lines =
        [
            $"{begin} {Count(all.Ended, "incident")} ended.",
            .. all.Targets.Select(Target),
            $"Mean time to acknowledge: {Mean(all.TimeToAcknowledge)}; to resolve: {Mean(all.TimeToResolve)}.",
            $"How they ended: {string.Join(", ", all.EndedBy.Select(pair => $"{pair.Value} {By(pair.Key)}"))}.",
            .. all.Challenges.Take(MostLines).Select(challenge => $"{challenge.Challenge}: {challenge.Ended} ended, {Mean(challenge.TimeToResolve)} to resolve."),
            .. all.Runbooks.Take(MostLines).Select(Fares),
        ];
        return new Answer(AnswerOutcome.Done, string.Join('\n', lines));
    }

    public static async Task<Answer> RunbooksAsync(StatisticsReader reader, RunbookShelf shelf, IReadOnlyList<RunbookSwitch> off, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (shelf.All.Count == 0) return new Answer(AnswerOutcome.Done, "There is no runbook. Runbooks:Path names the folder they are read from.");
        var month = await reader.SinceAsync(now - Month, cancellationToken).ConfigureAwait(false);
        var fares = month.Runbooks.ToDictionary(runbook => runbook.Runbook);
        var lines = shelf.All.Select(runbook =>
            $"{runbook.Name} ({string.Join(", ", runbook.Match.Challenges)}): {runbook.Says} {(fares.TryGetValue(runbook.Name, out var fare) && fare.Attempts > 0 ? $"{fare.Passed} of {Count(fare.Attempts, "attempt")} passed in 30 days." : "Not used in 30 days.")}{Known(month.Scores, runbook.Name)}{Off(off, runbook.Name)}");
        return new Answer(AnswerOutcome.Done, string.Join('\n', lines));
    }

    /// <summary>What it did for each service, the most tried few.</summary>
    private static string Known(IReadOnlyList<ScoreStatistics> scores, string runbook)
    {
        var known = scores.Where(one => one.Runbook == runbook).OrderByDescending(one => one.Tried).Take(3).Select(one => $"{one.Challenge} of {one.Service}: {new RunbookScore(one.Passed, one.Tried - one.Passed).InWords()}").ToArray();
        return known.Length == 0 ? "" : $" {string.Join("; ", known)}.";
    }

    private static string Off(IReadOnlyList<RunbookSwitch> off, string runbook)
    {
        var services = off.Where(one => one.Runbook == runbook).Select(one => one.Service).ToArray();
        return services.Length == 0 ? "" : $" Switched off for {string.Join(", ", services)}; `recovery on {services[0]} {runbook}` switches it on.";
    }

    private static string Target(Target target)
    {
        var aim = $"the target is {(target.AtMost ? "under" : "at least")} {Percent(target.Aim)}";
        return target.Share is { } share
            ? $"{target.Name}: {target.Count} of {target.Of} ({Percent(share)}); {aim}: {(target.Met == true ? "met" : "missed")}."
            : $"{target.Name}: none yet; {aim}.";
    }

    private static string Fares(RunbookStatistics runbook) => $"Runbook {runbook.Runbook}: {runbook.Passed} of {Count(runbook.Attempts, "attempt")} passed.";

    private static string Mean(MeanTime time) => time.Mean is { } mean ? $"{DurationText.Of(mean)} (of {time.Count})" : "none";

    private static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Count(int count, string thing) => $"{count} {thing}{(count == 1 ? "" : "s")}";

    private static string By(ResolvedBy by) => by switch
    {
        ResolvedBy.Attempt => "by an attempt",
        ResolvedBy.Person => "by a person",
        ResolvedBy.Source => "by their source",
        ResolvedBy.Expired => "because their alerts were not repeated",
        _ => "by merging",
    };
}
