using ChatOps.Core.Incidents;

namespace ChatOps.Core.Messages;

/// <summary>
/// Writes the message that a <see cref="Post"/> stands for, from the incident alone as it is once its decision was applied. Nothing in it is
/// invented: what the record does not know is said to be unknown, with its reason.
/// </summary>
public static class MessageWriter
{
    /// <summary>Writes it.</summary>
    /// <param name="incident">The incident with the decision's entries applied.</param>
    /// <param name="post">What it tells of.</param>
    /// <param name="now">The decision's time: a message tells of its moment.</param>
    /// <param name="context">Zone and links.</param>
    public static ChatMessage Write(Incident incident, Post post, DateTimeOffset now, MessageContext context)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(post);
        ArgumentNullException.ThrowIfNull(context);
        return post.About switch
        {
            LevelEntered entered => Level(incident, entered.Mention, entered.Because, now, context),
            MentionedAgain again => Level(incident, again.Mention, again.Because, now, context),
            MentionFellBack fell => Fallback.Write(Level(incident, Missed(incident, fell), Called(incident, fell), now, context), fell),
            Reminded reminded => Reminder.Write(incident, reminded),
            ApprovalAsked asked => ApprovalMessage.Write(incident, asked, context),
            AttemptFinished finished => Report(incident, finished.Number, now, context),
            RecoveryEnded => Report(incident, null, now, context),
            IncidentResolved { Attempt: { } number } when post.Kind == MessageKind.Report => Report(incident, number, now, context),
            IncidentResolved resolved => ResolvedMessage.Write(incident, resolved),
            IncidentClosed => PostMortemMessage.Write(incident, context),
            var entry => News.Write(incident, entry, context),
        };
    }

    private static ChatMessage Level(Incident incident, Mention mention, string because, DateTimeOffset now, MessageContext context) =>
        mention.Level >= 4 ? UserEscalation.Write(incident, mention, because, now, context) : Escalation.Write(incident, mention, because, now, context);

    /// <summary>A person's attempt has a report of its own; the automatic ones share one.</summary>
    private static ChatMessage Report(Incident incident, int? attempt, DateTimeOffset now, MessageContext context)
    {
        var one = attempt is { } number ? incident.Recovery.Attempt(number) : null;
        return Level1Report.Write(incident, one is { By: not null } ? [one] : [.. incident.Recovery.Attempts.Where(each => each.By is null)], now, context);
    }

    private static Mention Missed(Incident incident, MentionFellBack fell) =>
        incident.Ladder.Mention is { } mention && mention.Number == fell.Number ? mention : new Mention(fell.Number, incident.Ladder.Level, IncidentWords.NextResponder(incident), fell.At);

    // Why the level was called in the first place; that it did not arrive stands above it.
    private static string Called(Incident incident, MentionFellBack fell) => incident.Facts.Stays.Count > 0 ? incident.Facts.Stays[^1].Because : fell.Because;
}
