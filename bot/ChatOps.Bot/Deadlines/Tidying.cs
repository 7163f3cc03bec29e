using ChatOps.Storage;

namespace ChatOps.Bot.Deadlines;

/// <summary>Forgets what nobody asks for any more: answers of old deliveries, alerts that ended long ago, silences that are over. Incidents and their timelines stay.</summary>
internal static class Tidying
{
    private static readonly TimeSpan Answers = TimeSpan.FromDays(7);
    private static readonly TimeSpan EndedAlerts = TimeSpan.FromDays(30);
    private static readonly TimeSpan EndedSilences = TimeSpan.FromDays(5);

    /// <summary>Forgets some of it.</summary>
    /// <returns>The largest number of rows of one kind; below the limit nothing is left.</returns>
    public static int Run(WriteTransaction transaction, DateTimeOffset now, int limit)
    {
        var answers = transaction.Received.Forget(now - Answers, limit);
        var alerts = transaction.Alerts.Forget(now - EndedAlerts, limit);
        transaction.Silences.Forget(now - EndedSilences);
        return Math.Max(answers, alerts);
    }
}
