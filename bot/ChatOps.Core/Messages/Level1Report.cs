using ChatOps.Core.Incidents;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Messages;

/// <summary>What self-recovery did and what came of it: <c>Issue</c>, <c>Attempted</c>, <c>Error</c>, <c>Action</c>, <c>Result</c>.</summary>
internal static class Level1Report
{
    /// <summary>The report on all automatic attempts so far.</summary>
    public static ChatMessage Write(Incident incident, DateTimeOffset now, MessageContext context)
    {
        var attempts = incident.Recovery.Attempts.Where(attempt => attempt.By is null).ToList();
        var mended = attempts.Any(attempt => attempt.Outcome == AttemptOutcome.Passed) && incident.State == IncidentState.Resolved;
        var took = Took(incident, attempts, now);
        var title = mended
            ? Line.Of($"{"Self-recovery mended":strong} {incident.Id:strong} · {incident.Service.Name} · {IncidentWords.How(incident)} · Level 1 · {took}")
            : Line.Of($"{"Self-recovery did not mend":strong} {incident.Id:strong} · {IncidentWords.What(incident)} · {IncidentWords.How(incident)} · Level 1 · {IncidentWords.Recovery(incident)}");
        var summary = mended
            ? $"L1 · {incident.Id} mended · {incident.Service.Name} · {DurationText.Of(took)}"
            : $"L1 · {incident.Id} not mended · {IncidentWords.What(incident)} ({IncidentWords.How(incident)})";
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
            incident is { Ladder: { Level: > 1, Mention: { } mention }, State: not IncidentState.Resolved } ? Line.Of($"Level {incident.Ladder.Level} is called: {mention.Person ?? mention.Responder}.") : NextMove.Of(incident, now));
    }

    private static IReadOnlyList<Run> Issue(Incident incident, DateTimeOffset now)
    {
        var name = incident.Facts.Alerts.Count > 0 ? incident.Facts.Alerts[0].Name : "";
        return name.Length > 0 && name != incident.Title
            ? Line.Of($"{IncidentWords.What(incident)}: {incident.Title} ({name:code}), since {IncidentWords.Ago(IncidentWords.Since(incident), now)}")
            : Line.Of($"{IncidentWords.What(incident)}: {incident.Title}, since {IncidentWords.Ago(IncidentWords.Since(incident), now)}");
    }

    /// <summary>What the reports say; numbered by attempt where there is more than one.</summary>
    private static List<IReadOnlyList<Run>> Lines(List<AttemptSummary> attempts, Func<AttemptReport, IReadOnlyList<string>> what, string otherwise)
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

    private static string Why(Incident incident) => incident.Recovery.EndedBecause ?? "self-recovery has not ended";

    private static string WhyNoAction(Incident incident, List<AttemptSummary> attempts) =>
        attempts.Any(attempt => attempt.Outcome == AttemptOutcome.DryRun) ? "dry run, " + Why(incident)
        : attempts.Any(attempt => attempt.Outcome == AttemptOutcome.NotApproved) ? "not approved"
        : attempts.Count == 0 ? Why(incident)
        : "no step acted";

    private static TimeSpan Took(Incident incident, List<AttemptSummary> attempts, DateTimeOffset now) =>
        (attempts.LastOrDefault(attempt => attempt.Outcome == AttemptOutcome.Passed)?.EndedAt ?? incident.Ending?.ResolvedAt ?? now) - incident.LastOpenedAt;
}
