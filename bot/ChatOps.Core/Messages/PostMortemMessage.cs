using ChatOps.Core.Incidents;

namespace ChatOps.Core.Messages;

/// <summary>Tells the thread that the post-mortem is written, with its one sentence.</summary>
internal static class PostMortemMessage
{
    /// <summary>The message.</summary>
    public static ChatMessage Write(Incident incident, MessageContext context) => new(
        OutsideText.Line($"{incident.Id} · post-mortem · {IncidentWords.Mended(incident)}"),
        Line.Of($"{incident.Id:strong} · {"post-mortem":strong}: {PostMortem.Sentence(incident)}"),
        [new Block.Paragraph(Line.Of($"{new Run.Link("Read it", context.PageOf(incident.Id) + "/postmortem")}"))],
        Buttons.Of(incident));
}
