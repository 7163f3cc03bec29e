using ChatOps.Core.Incidents;

namespace ChatOps.Core.Messages;

/// <summary>The last line: what happens if nobody does anything, and when.</summary>
internal static class NextMove
{
    /// <summary>The line for the incident as it stands; null when nothing more happens.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="now">When it is written; null for a message that stands for a while, where "in 5 min" would soon be wrong.</param>
    public static IReadOnlyList<Run>? Of(Incident incident, DateTimeOffset? now = null)
    {
        if (incident.MergedInto is { } into) return Line.Of($"It goes on as {into}.");
        if (incident.Ladder.Deadline is not { } deadline) return null;
        var at = now is { } known && deadline.At > known ? Line.Of($"{deadline.At} (in {deadline.At - known})") : Line.Of($"{deadline.At}");
        var next = IncidentWords.NextResponder(incident);
        return deadline.Reason switch
        {
            DeadlineReason.RecoveryEnds => Line.Of($"If self-recovery has not mended it by {at}, {next} is called."),
            DeadlineReason.DependencyDown => Line.Of($"Goes on by itself when {incident.Recovery.Under?.Root.ToString() ?? "what it waits for"} is over; I look again at {at}."),
            DeadlineReason.Undelivered or DeadlineReason.NotAcknowledged => Line.Of($"Goes to {next} at {at} if nobody acknowledges."),
            DeadlineReason.NotResolved => Line.Of($"Goes to {next} at {at} if it is not resolved by then."),
            DeadlineReason.MentionAgain => Line.Of($"I ask again at {at}."),
            DeadlineReason.OptionEnds => Line.Of($"If it is not mended by {at}, I ask again."),
            DeadlineReason.SnoozeEnds => Line.Of($"The snooze ends at {at}; then {Asked(incident)} is called anew."),
            DeadlineReason.SilenceEnds => Line.Of($"The silence ends at {at}; what still fires then goes on with the rest of its wait."),
            DeadlineReason.SettlingEnds => Line.Of($"Watched until {at}; if it still fires then, verify runs again."),
            DeadlineReason.MuteEnds => Line.Of($"Muted until {at}; if it still fires then, it reopens."),
            DeadlineReason.WindowEnds => Line.Of($"If it fires again before {at}, it reopens; else the post-mortem is written then."),
            _ => throw new ArgumentOutOfRangeException(nameof(incident), deadline.Reason, "a deadline without words"),
        };
    }

    private static string Asked(Incident incident) => incident.Ladder.Mention?.Responder ?? "the level";
}
