using System.Globalization;
using ChatOps.Core.Incidents;

namespace ChatOps.Core.Messages;

/// <summary>The first message of an incident's thread, updated in place: how it stands now. It names people and calls nobody.</summary>
public static class HeadMessage
{
    /// <summary>The head of the incident as it stands.</summary>
    public static ChatMessage Write(Incident incident, DateTimeOffset now, MessageContext context)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(context);
        var over = incident.State == IncidentState.Resolved;
        var title = over ? Over(incident) : Open(incident);
        return new ChatMessage(
            OutsideText.Line(over ? $"{incident.Id} · {Result(incident)}" : $"L{incident.Ladder.Level} · {incident.Id} · {IncidentWords.What(incident)} ({IncidentWords.How(incident)})"),
            title,
            [.. Blocks(incident, now, context)],
            Buttons.Of(incident),
            NextMove.Of(incident));
    }

    private static IReadOnlyList<Run> Open(Incident incident) =>
        Line.Of($"{incident.Id:strong} · {IncidentWords.What(incident):strong} · {IncidentWords.How(incident)} · Level {incident.Ladder.Level} of 4 · {Stands(incident)}");

    private static IReadOnlyList<Run> Over(Incident incident)
    {
        if (incident.MergedInto is { } into) return Line.Of($"{incident.Id:strong} · {IncidentWords.What(incident)} · merged into {into:strong}");
        var ending = incident.Ending!;
        return Line.Of($"{incident.Id:strong} · {IncidentWords.Mended(incident):strong} · resolved {ending.ResolvedAt} after {ending.ResolvedAt - incident.OpenedAt} · by {ResolvedMessage.By(incident)}");
    }

    private static string Result(Incident incident) => incident.MergedInto is { } into ? $"merged into {into}" : IncidentWords.Mended(incident);

    private static IReadOnlyList<Run> Stands(Incident incident)
    {
        var ladder = incident.Ladder;
        var until = ladder.Deadline is { } deadline ? Line.Of($" until {deadline.At}") : [];
        return incident.State switch
        {
            IncidentState.Recovering when incident.Recovery.Under is { } under => Line.Of($"waiting for {under.Root.Service} ({under.Root.Incident:strong})"),
            IncidentState.Recovering => Line.Of($"self-recovery{until}"),
            IncidentState.AwaitingAcknowledgement => Line.Of($"waiting for @{ladder.Mention?.Responder}{until}"),
            IncidentState.Acknowledged => Line.Of($"{ladder.Owner} has it{until}"),
            IncidentState.AwaitingDecision when ladder.Option is { } option => Line.Of($"option \"{option.Name}\" is carried out{until}"),
            IncidentState.AwaitingDecision => Line.Of($"waiting for a decision of @{ladder.Mention?.Responder}{until}"),
            IncidentState.Snoozed => Line.Of($"snoozed{until}"),
            IncidentState.Silenced => Line.Of($"silenced{until}"),
            _ => throw new ArgumentOutOfRangeException(nameof(incident), incident.State, "a state without words"),
        };
    }

    private static IEnumerable<Block> Blocks(Incident incident, DateTimeOffset now, MessageContext context)
    {
        var since = IncidentWords.Since(incident);
        if (incident.State != IncidentState.Resolved)
        {
            yield return new Block.Paragraph(Line.Of($"since {Long(since, now)} · {Alerts(incident)} · {IncidentWords.Holder(incident)} · {IncidentWords.Recovery(incident)}"));
        }

        if (incident.State == IncidentState.Silenced && incident.Service.Criticality == OnCall.Criticality.Critical)
        {
            yield return new Block.Paragraph(Line.Of($"{"A silence pauses a critical service: nobody is called while it holds.":strong}"));
        }

        foreach (var note in incident.Facts.Notes) yield return new Block.Paragraph(Line.Of($"Note: {note}."));
        if (incident.Flap.Flapping) yield return new Block.Paragraph(Line.Of($"It flaps ({Changes(incident)} changes): news is only recorded until it is calm."));
        if (incident.Parent is { } parent) yield return new Block.Paragraph(Line.Of($"Part of the major incident {parent}."));
        if (incident.Facts.ChildCount > 0) yield return new Block.Paragraph(Line.Of($"{IncidentWords.Count(incident.Facts.ChildCount, "incident")} belong{(incident.Facts.ChildCount == 1 ? "s" : "")} to it: {Fields.Some([.. incident.Facts.Children.Select(child => $"{child.Incident} {child.Service}")], incident.Facts.ChildCount)}."));
        if (incident.Facts.DependantCount > 0) yield return new Block.Paragraph(Line.Of($"{IncidentWords.Count(incident.Facts.DependantCount, "incident")} wait{(incident.Facts.DependantCount == 1 ? "s" : "")} for it: {Fields.Some([.. incident.Facts.Dependants.Select(one => $"{one.Incident} {one.Service}")], incident.Facts.DependantCount)}."));
        yield return new Block.Paragraph(Line.Of($"{new Run.Link("Open page", context.PageOf(incident.Id))}"));
    }

    private static string Alerts(Incident incident)
    {
        if (incident.Alerts.Total == 0) return incident.Declared ? "declared by a person" : "no alert of its own";
        var count = IncidentWords.Count(incident.Alerts.Total, "alert");
        return incident.Facts.Alerts.Count > 0 && incident.Facts.Alerts[0].Name is { Length: > 0 } name ? $"{name}, {count}" : count;
    }

    private static IReadOnlyList<Run> Long(DateTimeOffset since, DateTimeOffset now) =>
        now - since < TimeSpan.FromSeconds(1) ? Line.Of($"{since}") : Line.Of($"{since} ({now - since})");

    private static string Changes(Incident incident) => incident.Flap.Changes.Count.ToString(CultureInfo.InvariantCulture);
}
