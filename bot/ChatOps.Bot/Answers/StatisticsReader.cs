using ChatOps.Storage;

namespace ChatOps.Bot.Answers;

/// <summary>Reads the statistics, which are summed up by day as incidents end.</summary>
internal sealed class StatisticsReader(Database database)
{
    /// <summary>Runbooks times services times challenges: far below this in any catalog.</summary>
    private const int MostScores = 5000;

    /// <summary>How incidents ended since the day (UTC) of this instant.</summary>
    public Task<Statistics> SinceAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        database.ReadAsync(read => Statistics.Of(new DateTimeOffset(since.UtcDateTime.Date, TimeSpan.Zero), read.Outcomes.Incidents(since), read.Outcomes.Runbooks(since), read.Scores.All(MostScores)), cancellationToken);
}
