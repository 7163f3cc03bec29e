using ChatOps.Bot.Intake;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Storage.Outbox;

namespace ChatOps.Bot.Deadlines;

/// <summary>Writes the digest of each place and minute of a storm, when the minute is over (rule 2.30).</summary>
internal static class Digests
{
    private const int Page = 20;

    /// <summary>Writes some of those that are due.</summary>
    /// <returns>How many.</returns>
    public static int Write(IntakeSession session)
    {
        var minute = session.Now.UtcTicks - (session.Now.UtcTicks % TimeSpan.TicksPerMinute);
        var due = session.Transaction.Digests.Due(minute, Page);
        foreach (var place in due)
        {
            var lines = session.Transaction.Digests.Lines(place).Select(line => LineOf(session, line)).OfType<DigestLine>().ToList();
            session.Transaction.Digests.Written(place);
            if (lines.Count == 0) continue;
            var message = StormDigest.Write(lines, session.World.Messages);
            session.Transaction.Posts.Add(new NewPost(null, place.Platform, place.Place, MessageKind.Mention, null, null, message, place.Minute), session.Now);
            session.News.Messages(session.Now);
        }

        return due.Count;
    }

    private static DigestLine? LineOf(IntakeSession session, DigestMention line)
    {
        if (session.Find(line.Incident) is not { } incident) return null;
        var mention = incident.Ladder.Mention?.Number == line.Mention ? incident.Ladder.Mention : null;
        return new DigestLine(incident.Id, IncidentWords.What(incident), incident.Service.DependsOn, mention?.Person ?? mention?.Responder, line.Mention);
    }
}
