using System.Text.Json.Serialization;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Recovery;
using ChatOps.Storage.Statistics;

namespace ChatOps.Bot.Answers;

/// <summary>How incidents ended since a day, against the three targets of the ladder.</summary>
/// <param name="Since">The first day that is counted (UTC).</param>
/// <param name="Ended">Incidents that ended; merged ones are part of another and count there.</param>
/// <param name="Targets">Level 1 at least 70 %, Level 2 at least 80 %, Level 4 under 2 %.</param>
/// <param name="Levels">How many ended at each level, 1 to 4.</param>
/// <param name="EndedBy">How many ended by what (rule 2.29): counted apart from the levels' success.</param>
/// <param name="TimeToAcknowledge">From opening to the first acknowledgement, of those that had one.</param>
/// <param name="TimeToResolve">From opening to the end.</param>
/// <param name="Challenges">The same by kind of problem, the most frequent first.</param>
/// <param name="Runbooks">How runbooks fare, the most used first.</param>
/// <param name="Scores">How often each mended a challenge of a service, ever.</param>
internal sealed record Statistics(
    DateTimeOffset Since,
    int Ended,
    IReadOnlyList<Target> Targets,
    IReadOnlyList<int> Levels,
    IReadOnlyDictionary<ResolvedBy, int> EndedBy,
    MeanTime TimeToAcknowledge,
    MeanTime TimeToResolve,
    IReadOnlyList<ChallengeStatistics> Challenges,
    IReadOnlyList<RunbookStatistics> Runbooks,
    IReadOnlyList<ScoreStatistics> Scores)
{
    public static Statistics Of(DateTimeOffset since, IReadOnlyList<OutcomeSum> outcomes, IReadOnlyList<RunbookSum> attempts, IReadOnlyList<ScoredRunbook>? scores = null)
    {
        var counted = outcomes.Where(sum => sum.EndedBy != ResolvedBy.Merged).ToArray();
        return new(
            since,
            Count(counted),
            TargetsOf(counted),
            [.. Enumerable.Range(1, 4).Select(level => Count(counted.Where(sum => sum.Level == level)))],
            counted.GroupBy(sum => sum.EndedBy).OrderBy(group => group.Key).ToDictionary(group => group.Key, Count),
            ToAcknowledge(counted),
            ToResolve(counted),
            [.. counted.GroupBy(sum => sum.Challenge).Select(group => ChallengeStatistics.Of(group.Key, [.. group])).OrderByDescending(challenge => challenge.Ended).ThenBy(challenge => challenge.Challenge)],
            [.. attempts.GroupBy(sum => sum.Runbook).Select(group => RunbookStatistics.Of(group.Key, [.. group])).OrderByDescending(runbook => runbook.Attempts).ThenBy(runbook => runbook.Runbook, StringComparer.Ordinal)],
            [.. (scores ?? []).Select(one => new ScoreStatistics(one.Runbook, one.Challenge, one.Service, one.Score.Passed, one.Score.Tried))]);
    }

    internal static int Count(IEnumerable<OutcomeSum> sums) => sums.Sum(sum => sum.Count);

    internal static MeanTime ToAcknowledge(IReadOnlyList<OutcomeSum> sums) => MeanTime.Of(sums.Sum(sum => sum.Acknowledged), sums.Sum(sum => sum.ToAcknowledge.Ticks));

    internal static MeanTime ToResolve(IReadOnlyList<OutcomeSum> sums) => MeanTime.Of(Count(sums), sums.Sum(sum => sum.ToResolve.Ticks));

    /// <summary>What healed by itself at Level 1 is no success of it, and was no chance for it either: it is left out of its share.</summary>
    private static IReadOnlyList<Target> TargetsOf(IReadOnlyList<OutcomeSum> sums)
    {
        var all = Count(sums);
        var healed = Count(sums.Where(sum => sum.Level == 1 && sum.EndedBy is ResolvedBy.Source or ResolvedBy.Expired));
        var mended = Count(sums.Where(sum => sum.Level == 1 && sum.EndedBy == ResolvedBy.Attempt));
        var reached = Count(sums.Where(sum => sum.Level >= 2));
        var consulted = Count(sums.Where(sum => sum.Level == 2));
        var decided = Count(sums.Where(sum => sum.Level == 4));
        return
        [
            new(1, "Ended by self-recovery", mended, all - healed, 0.70, AtMost: false),
            new(2, "Of the rest, ended at Level 2", consulted, reached, 0.80, AtMost: false),
            new(4, "Reached the user", decided, all, 0.02, AtMost: true),
        ];
    }
}

/// <summary>How often a runbook mended a challenge of a service, ever.</summary>
/// <param name="Runbook">The runbook.</param>
/// <param name="Challenge">The kind of problem.</param>
/// <param name="Service">The service.</param>
/// <param name="Passed">How often its verify passed.</param>
/// <param name="Tried">Of how many attempts that passed or failed.</param>
internal sealed record ScoreStatistics(string Runbook, Challenge Challenge, string Service, int Passed, int Tried);

/// <summary>One of the three targets.</summary>
/// <param name="Level">The level it is about.</param>
/// <param name="Name">What is measured.</param>
/// <param name="Count">How many ended so.</param>
/// <param name="Of">Of how many.</param>
/// <param name="Aim">The share that is aimed at, 0 to 1.</param>
/// <param name="AtMost">True when the share has to stay below it.</param>
internal sealed record Target(int Level, string Name, int Count, int Of, double Aim, bool AtMost)
{
    /// <summary>The share, 0 to 1; null when nothing ended yet.</summary>
    public double? Share => Of == 0 ? null : (double)Count / Of;

    /// <summary>Whether it is met; null when nothing ended yet.</summary>
    public bool? Met => Share is not { } share ? null : AtMost ? share < Aim : share >= Aim;
}

/// <summary>A mean.</summary>
/// <param name="Count">Of how many.</param>
/// <param name="Mean">The mean; null of none.</param>
internal sealed record MeanTime(int Count, [property: JsonIgnore] TimeSpan? Mean)
{
    /// <summary>The mean in seconds; null of none.</summary>
    public double? MeanSeconds => Mean?.TotalSeconds;

    public static MeanTime Of(int count, long ticks) => new(count, count == 0 ? null : TimeSpan.FromTicks(ticks / count));
}

/// <summary>How incidents of one kind ended.</summary>
/// <param name="Challenge">The kind.</param>
/// <param name="Ended">How many.</param>
/// <param name="Levels">At each level, 1 to 4.</param>
/// <param name="EndedBy">By what.</param>
/// <param name="TimeToAcknowledge">From opening to the first acknowledgement.</param>
/// <param name="TimeToResolve">From opening to the end.</param>
internal sealed record ChallengeStatistics(Challenge Challenge, int Ended, IReadOnlyList<int> Levels, IReadOnlyDictionary<ResolvedBy, int> EndedBy, MeanTime TimeToAcknowledge, MeanTime TimeToResolve)
{
    public static ChallengeStatistics Of(Challenge challenge, IReadOnlyList<OutcomeSum> sums) => new(
        challenge,
        Statistics.Count(sums),
        [.. Enumerable.Range(1, 4).Select(level => Statistics.Count(sums.Where(sum => sum.Level == level)))],
        sums.GroupBy(sum => sum.EndedBy).OrderBy(group => group.Key).ToDictionary(group => group.Key, Statistics.Count),
        Statistics.ToAcknowledge(sums),
        Statistics.ToResolve(sums));
}

/// <summary>How one runbook fares. Dry runs are no attempts (rule 6.4).</summary>
/// <param name="Runbook">Its name.</param>
/// <param name="Attempts">How many attempts ended.</param>
/// <param name="Passed">Those whose verify passed.</param>
/// <param name="Outcomes">How they ended; dry runs too.</param>
internal sealed record RunbookStatistics(string Runbook, int Attempts, int Passed, IReadOnlyDictionary<AttemptOutcome, int> Outcomes)
{
    /// <summary>The share that passed, 0 to 1; null when none ended.</summary>
    public double? Share => Attempts == 0 ? null : (double)Passed / Attempts;

    public static RunbookStatistics Of(string runbook, IReadOnlyList<RunbookSum> sums)
    {
        var outcomes = sums.GroupBy(sum => sum.Outcome).OrderBy(group => group.Key).ToDictionary(group => group.Key, group => group.Sum(sum => sum.Count));
        return new(runbook, outcomes.Where(pair => pair.Key is not (AttemptOutcome.DryRun or AttemptOutcome.PutOff)).Sum(pair => pair.Value), outcomes.GetValueOrDefault(AttemptOutcome.Passed), outcomes);
    }
}
