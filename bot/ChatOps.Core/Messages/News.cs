using System.Globalization;
using ChatOps.Core.Incidents;

namespace ChatOps.Core.Messages;

/// <summary>News for the thread: what happened, in one sentence, and what happens next.</summary>
internal static class News
{
    /// <summary>The news of an entry that has no message of its own.</summary>
    public static ChatMessage Write(Incident incident, TimelineEntry entry, MessageContext context)
    {
        var text = TimelineText.Of(entry);
        var blocks = new List<Block>();
        if (entry is Consulted consulted)
        {
            // A consultation calls the role; that is what it is for.
            text = Line.Of($"{consulted.Role:mention} · {consulted.By.Name} asks about {incident.Id:strong} ({IncidentWords.What(incident)}, {IncidentWords.How(incident)}): \"{consulted.Question}\"");
            blocks.Add(new Block.Paragraph(Line.Of($"Answer with {$"guide {incident.Id} <your view>":code}. No level is entered and no wait changes.")));
        }

        return new ChatMessage(
            OutsideText.Line($"{Where(incident)} · {(entry is Consulted ? PlainText.Of(TimelineText.Of(entry), entry.At, context.Zone) : PlainText.Of(text, entry.At, context.Zone))}"),
            entry is Consulted ? text : Line.Of($"{incident.Id:strong} · {text}"),
            blocks,
            entry is OptionFailed or SnoozeEnded or Unacknowledged or IncidentReopened or Acknowledged or Assigned ? Buttons.Of(incident) : [],
            NextMove.Of(incident, entry.At));
    }

    /// <summary>On a locked phone nothing stands above the news: it says itself what it is about.</summary>
    private static string Where(Incident incident) => string.Create(
        CultureInfo.InvariantCulture, $"L{incident.Ladder.Level} · {incident.Id} · {IncidentWords.What(incident)} ({IncidentWords.How(incident)})");
}
