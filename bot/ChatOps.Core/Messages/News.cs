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
            OutsideText.Line($"{incident.Id} · {PlainText.Of(text, entry.At, context.Zone)}"),
            entry is Consulted ? text : Line.Of($"{incident.Id:strong} · {text}"),
            blocks,
            entry is OptionFailed or SnoozeEnded or Unacknowledged or IncidentReopened or Acknowledged or Assigned ? Buttons.Of(incident) : [],
            NextMove.Of(incident, entry.At));
    }
}
