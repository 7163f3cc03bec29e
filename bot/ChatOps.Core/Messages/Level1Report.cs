using ChatOps.Core.Incidents;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Messages;

/// <summary>What self-recovery did and what came of it: <c>Issue</c>, <c>Attempted</c>, <c>Error</c>, <c>Action</c>, <c>Result</c>.</summary>
internal static class Level1Report
{
    /// <summary>The report on these attempts: all automatic ones so far, or one of a person.</summary>
    public static ChatMessage Write(Incident incident, IReadOnlyList<AttemptSummary> attempts, DateTimeOffset now, MessageContext context)
    {
        var person = attempts.Count > 0 ? attempts[^1].By : null;
        var mended = attempts.Any(attempt => attempt.Outcome == AttemptOutcome.Passed) && incident.State == IncidentState.Resolved;
        var took = Took(incident, attempts, now);
        var who = person is null ? "Self-recovery" : $"{person}'s attempt {attempts[^1].Number}";
        var overtaken = mended && ResolvedMessage.CalledForNothing(incident) ? Line.Of($" · {"resolved, nothing to do":strong}") : [];
        var title = mended
            ? Line.Of($"{$"{who} mended":strong} {incident.Id:strong} · {IncidentWords.Mended(incident)}{overtaken} · {IncidentWords.How(incident)} · Level {incident.Ladder.Level} · {took}")
            : Line.Of($"{$"{who} did not mend":strong} {incident.Id:strong} · {IncidentWords.What(incident)} · {IncidentWords.How(incident)} · {(person is null ? "Level 1" : $"Level {incident.Ladder.Level}")} · {Outcome(incident, attempts, person)}");
        var summary = mended
            ? $"{incident.Id} mended{(overtaken.Count > 0 ? ", nothing to do" : "")} · {IncidentWords.Mended(incident)} · {DurationText.Of(took)}"
            : $"{incident.Id} not mended · {IncidentWords.What(incident)} ({IncidentWords.How(incident)})";
        return new ChatMessage(
            OutsideText.Line(summary),
            title,
            [
                new Block.Field("Issue", [Issue(incident, now)]),
                new Block.Field("Attempted", Lines(attempts, report => report.Attempted, $"Nothing: {Why(incident)}.")),
                new Block.Field("Error", Lines(attempts, report => report.Error is { } error ? [error] : [], attempts.Count == 0 ? "Unknown: nothing was looked at." : "Unknown: no step found what is wrong.")),
                new Block.Field("Action", Lines(attempts, report => report.Action is { } action ? [action] : [], $"None: {WhyNoAction(incident, attempts)}.")),
                new Block.Field("Result", Lines(attempts, report => [report.Result], $"Not mended: {Why(incident)}.")),
                .. AlertLinks.Below(incident, context),
            ],
            // Once a level is called, its own message has the buttons.
            incident.Ladder.Level == 1 ? Buttons.Of(incident) : [],
            person is null && incident is { Ladder: { Level: > 1, Mention: { } mention }, State: not IncidentState.Resolved } ? Line.Of($"Level {incident.Ladder.Level} is called: {mention.Person ?? mention.Responder}.") : NextMove.Of(incident, now));
    }

    private static IReadOnlyList<Run> Issue(Incident incident, DateTimeOffset now)
    {
        var name = incident.Facts.Alerts.Count > 0 ? incident.Facts.Alerts[0].Name : "";
        return name.Length > 0 && name != incident.Title
            ? Line.Of($"{IncidentWords.What(incident)}: {incident.Title} ({name:code}), since {IncidentWords.Ago(IncidentWords.Since(incident), now)}")
            : Line.Of($"{IncidentWords.What(incident)}: {incident.Title}, since {IncidentWords.Ago(IncidentWords.Since(incident), now)}");
    }

    /// <summary>What the reports say; numbered by attempt where there is more than one.</summary>
    private static List<IReadOnlyList<Run>> Lines(IReadOnlyList<AttemptSummary> attempts, Func<AttemptReport, IReadOnlyList<string>> what, string otherwise)
    {
        var lines = new List<IReadOnlyList<Run>>();
        foreach (var attempt in attempts)
        {
            var said = attempt.Report is { } report ? string.Join("; ", what(report).Where(text => text.Length > 0).Select(text => text.TrimEnd('.'))) : "";
            if (said.Length == 0) continue;
            lines.Add(attempts.Count > 1 ? Line.Of($"{attempt.Number}. {said}") : Line.Of($"{said}"));
        }

        if (lines.Count == 0) lines.Add(Line.Of($"{otherwise}"));
        return lines;
    }

    private static string Outcome(Incident incident, IReadOnlyList<AttemptSummary> attempts, string? person) =>
        person is null ? IncidentWords.Recovery(incident) : IncidentWords.Outcome(attempts[^1].Outcome);

    private static string Why(Incident incident) => incident.Recovery.EndedBecause ?? "self-recovery has not ended";

    private static string WhyNoAction(Incident incident, IReadOnlyList<AttemptSummary> attempts) =>
        attempts.Any(attempt => attempt.Outcome == AttemptOutcome.DryRun) ? "dry run, " + Why(incident)
        : attempts.Any(attempt => attempt.Outcome == AttemptOutcome.NotApproved) ? "not approved"
        : attempts.Count == 0 ? Why(incident)
        : "no step acted";

    private static TimeSpan Took(Incident incident, IReadOnlyList<AttemptSummary> attempts, DateTimeOffset now) =>
        (attempts.LastOrDefault(attempt => attempt.Outcome == AttemptOutcome.Passed)?.EndedAt ?? incident.Ending?.ResolvedAt ?? now) - incident.LastOpenedAt;
}
