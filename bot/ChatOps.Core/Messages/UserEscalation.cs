using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.UserDecision;

namespace ChatOps.Core.Messages;

/// <summary>Asks the user: <c>Status</c>, <c>Impact</c>, <c>Options</c> (each with what it does, its risk and a button), <c>Adviser</c>.</summary>
internal static class UserEscalation
{
    /// <summary>The message for Level 4.</summary>
    /// <param name="incident">The incident as it is once the level was entered or mentioned anew.</param>
    /// <param name="mention">Who is called.</param>
    /// <param name="because">Why, a clause in words for people.</param>
    /// <param name="now">When it is written.</param>
    /// <param name="context">Zone and links.</param>
    public static ChatMessage Write(Incident incident, Mention mention, string because, DateTimeOffset now, MessageContext context)
    {
        return new ChatMessage(
            OutsideText.Line($"L4 · {incident.Id} needs your decision · {IncidentWords.What(incident)} ({IncidentWords.How(incident)}) · {IncidentWords.Lasts(incident, now)}"),
            Line.Of($"{Escalation.Called(mention)} · {incident.Id:strong} {"needs your decision":strong} · {IncidentWords.What(incident):strong} · {IncidentWords.Lasts(incident, now)} · {IncidentWords.How(incident)} · Level 4 of 4"),
            [
                new Block.Field("Status", Status(incident, because, now)),
                Fields.Impact(incident),
                new Block.Choices("Options", [.. UserOption.Of(incident).Select(option => Choice(incident, option))]),
                new Block.Field("Adviser", Adviser.Advise(incident)),
                .. AlertLinks.Below(incident, context),
            ],
            [.. Buttons.Of(incident).Where(button => button.Label == "Acknowledge")],
            NextMove.Of(incident, now));
    }

    private static List<IReadOnlyList<Run>> Status(Incident incident, string because, DateTimeOffset now)
    {
        var lines = new List<IReadOnlyList<Run>> { Line.Of($"{incident.Title}, since {IncidentWords.Ago(IncidentWords.Since(incident), now)}. You are asked because {because}.") };
        var automatic = Fields.Attempts(incident, attempt => attempt.By is null).ToList();
        lines.Add(Line.Of($"Level 1: {IncidentWords.Recovery(incident)}{(automatic.Count > 0 ? ":" : ".")}"));
        lines.AddRange(automatic);
        lines.AddRange(incident.Facts.Stays.Where(stay => stay.Level < 4).Select(stay => Fields.Stay(incident, stay)));
        lines.AddRange(Fields.Attempts(incident, attempt => attempt.By is not null));
        if (incident.Facts.LastOptionFailure is { } failure && !because.Contains(failure.TrimEnd('.'), StringComparison.Ordinal)) lines.Add(Line.Of($"The last option that was chosen failed: {failure.TrimEnd('.')}."));
        return lines;
    }

    private static Choice Choice(Incident incident, UserOption option) =>
        new(Line.Of($"{option.Does} Risk: {option.Risk}"), Buttons.Make(incident, option.Title, option.Command));
}
