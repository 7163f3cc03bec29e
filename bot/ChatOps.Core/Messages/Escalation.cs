using System.Globalization;
using ChatOps.Core.Incidents;

namespace ChatOps.Core.Messages;

/// <summary>Hands an incident to Level 2 or 3: the mention, then <c>Problem</c>, <c>Attempted</c>, <c>Symptoms</c>, <c>Impact</c>, <c>Request</c>.</summary>
internal static class Escalation
{
    /// <summary>The message for the level that the incident stands at.</summary>
    /// <param name="incident">The incident as it is once the level was entered or mentioned anew.</param>
    /// <param name="mention">Who is called.</param>
    /// <param name="because">Why, a clause in words for people.</param>
    /// <param name="now">When it is written.</param>
    /// <param name="context">Zone and links.</param>
    public static ChatMessage Write(Incident incident, Mention mention, string because, DateTimeOffset now, MessageContext context)
    {
        return new ChatMessage(
            Summary(incident, now, context),
            Line.Of($"{Called(mention)} · {incident.Id:strong} · {IncidentWords.What(incident):strong} · {IncidentWords.How(incident)} · {IncidentWords.Lasts(incident, now)} · Level {incident.Ladder.Level} of 4"),
            [
                Fields.Problem(incident, because, now),
                Fields.Attempted(incident),
                Fields.Symptoms(incident),
                Fields.Impact(incident),
                Fields.Request(incident),
                .. AlertLinks.Below(incident, context),
            ],
            Buttons.Of(incident),
            NextMove.Of(incident, now));
    }

    /// <summary>Who is called: a person in the role's place where there is one.</summary>
    public static IReadOnlyList<Run> Called(Mention mention) =>
        mention.Person is { } person ? Line.Of($"{person:mention} ({mention.Responder})") : Line.Of($"{mention.Responder:mention}");

    private static string Summary(Incident incident, DateTimeOffset now, MessageContext context)
    {
        var wanted = incident.State == IncidentState.Acknowledged ? "resolve" : "acknowledge";
        var by = incident.Ladder.Deadline is { } deadline ? $" · {wanted} by {TimeText.Of(deadline.At, now, context.Zone)}" : "";
        return OutsideText.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"L{incident.Ladder.Level} · {incident.Id} · {IncidentWords.What(incident)} ({IncidentWords.How(incident)}) · {IncidentWords.Recovery(incident)}{by}"));
    }
}
