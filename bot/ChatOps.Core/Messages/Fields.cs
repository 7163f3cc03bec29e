using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Messages;

/// <summary>The fields of an escalation. None is ever empty: what is not known is said, with its reason.</summary>
internal static class Fields
{
    private const int MostLines = 8;

    /// <summary>What is wrong, since when, and why this level is asked.</summary>
    public static Block.Field Problem(Incident incident, string? because, DateTimeOffset now)
    {
        var lines = new List<IReadOnlyList<Run>> { Line.Of($"{incident.Title}, since {IncidentWords.Ago(IncidentWords.Since(incident), now)}{Counted(incident)}") };
        if (because is { Length: > 0 }) lines.Add(Line.Of($"Called because {because}."));
        lines.AddRange(incident.Facts.Notes.Select(note => Line.Of($"Note: {note}.")));
        if (incident.Parent is { } parent) lines.Add(Line.Of($"It belongs to the major incident {parent}."));
        return new Block.Field("Problem", lines);
    }

    /// <summary>What self-recovery and the levels below did, and what came of it.</summary>
    public static Block.Field Attempted(Incident incident)
    {
        var lines = Attempts(incident, attempt => attempt.By is null).ToList();
        if (lines.Count == 0) lines.Add(Line.Of($"Nothing by self-recovery: {incident.Recovery.EndedBecause ?? Runs(incident)}."));
        else if (incident.Recovery.EndedBecause is { } ended) lines.Add(Line.Of($"Self-recovery ended: {ended}."));
        foreach (var stay in incident.Facts.Stays.Where(stay => stay.Level < incident.Ladder.Level)) lines.Add(Stay(incident, stay));
        lines.AddRange(Attempts(incident, attempt => attempt.By is not null));
        return new Block.Field("Attempted", Bounded(lines, "earlier lines"));
    }

    /// <summary>What was seen, the newest first; else why nothing was.</summary>
    public static Block.Field Symptoms(Incident incident)
    {
        var reports = incident.Recovery.Attempts.Reverse().Select(attempt => attempt.Report).OfType<AttemptReport>().ToList();
        // An attempt that waits for an approval has no report yet, and people are to know what it saw.
        var waiting = incident.Recovery.Approval is { WaitsUntil: not null, Seen: { } found } ? found : [];
        var symptoms = Newest(reports.Select(report => report.Symptoms).Prepend(waiting));
        var errors = Newest(reports.Select(report => (IReadOnlyList<string>)(report.Error is { } error ? [error] : []))).Where(error => !symptoms.Select(Shape).Contains(Shape(error)));
        List<IReadOnlyList<Run>> seen = [.. symptoms.Select(symptom => Line.Of($"{symptom}")), .. errors.Select(error => Line.Of($"Error: {error}"))];
        if (seen.Count == 0) seen.Add(Line.Of($"Unknown: {WhyNotSeen(incident)}."));
        if (incident.Facts.Alerts.Count > 0) seen.Add(Line.Of($"Alerts: {Line.Join(" · ", incident.Facts.Alerts.Take(3).Select(Alert))}"));
        return new Block.Field("Symptoms", Bounded(seen, "more on the page"));
    }

    /// <summary>Who loses what.</summary>
    public static Block.Field Impact(Incident incident)
    {
        var lines = new List<IReadOnlyList<Run>>();
        if (incident.Major)
        {
            lines.AddRange(incident.Facts.Children.Take(MostLines).Select(child => Line.Of($"{child.Incident} {child.Service}: {child.Impact ?? child.Title}")));
            if (incident.Facts.ChildCount > lines.Count) lines.Add(Line.Of($"and {incident.Facts.ChildCount - lines.Count} more"));
        }

        foreach (var waiting in incident.Facts.Dependants.Take(MostLines / 2)) lines.Add(Line.Of($"{waiting.Incident} {waiting.Service} waits for it: {waiting.Impact ?? waiting.Title}"));
        if (incident.Facts.DependantCount > MostLines / 2) lines.Add(Line.Of($"and {incident.Facts.DependantCount - (MostLines / 2)} more wait for it"));
        if (incident.Service.Impact is { } impact) lines.Add(Line.Of($"{impact}"));
        else if (lines.Count == 0) lines.Add(Line.Of($"Unknown: {WhyNoImpact(incident.Service)}."));
        if (incident.Service.Dependants.Count > 0) lines.Add(Line.Of($"{Some(incident.Service.Dependants)} {(incident.Service.Dependants.Count == 1 ? "depends" : "depend")} on it"));
        return new Block.Field("Impact", lines);
    }

    /// <summary>What is asked, as a question, with the bot's own proposal where it has one.</summary>
    public static Block.Field Request(Incident incident)
    {
        var lines = new List<IReadOnlyList<Run>> { Line.Of($"{Requests.Question(incident)}") };
        if (incident.Recovery.Approval is { } approval) lines.Add(Line.Of($"Proposal: {approval.Preview}. It needs {(approval.Needed > 1 ? $"{approval.Missing} more of {approval.Needed} approvals" : "an approval")} by {(approval.Roles.Count == 0 ? "a coordinator or above" : Some(approval.Roles))}."));
        else if (incident.Recovery.Attempts.LastOrDefault(attempt => attempt.Outcome == AttemptOutcome.DryRun)?.Report is { } dry) lines.Add(Line.Of($"Proposal, from a dry run: {dry.Result}"));
        return new Block.Field("Request", lines);
    }

    /// <summary>What was tried, an attempt a line.</summary>
    public static IEnumerable<IReadOnlyList<Run>> Attempts(Incident incident, Func<AttemptSummary, bool> which) =>
        incident.Recovery.Attempts.Where(which).Select(attempt => attempt.Report is { } report
            ? Line.Of($"{attempt.Number}. {By(attempt)}{attempt.Runbook} {attempt.StartedAt}{Before(attempt)}, {IncidentWords.Outcome(attempt.Outcome)}: {Did(attempt.Outcome, report)}")
            : Line.Of($"{attempt.Number}. {By(attempt)}{attempt.Runbook} {attempt.StartedAt} {IncidentWords.Outcome(attempt.Outcome)}"));

    /// <summary>What happened while a level had it, in one line.</summary>
    public static IReadOnlyList<Run> Stay(Incident incident, LevelStay stay)
    {
        if (stay.Passed) return Line.Of($"Level {stay.Level}: passed, {stay.Because}.");
        var parts = new List<IReadOnlyList<Run>>
        {
            stay.AcknowledgedBy is { } who && stay.AcknowledgedAt is { } at ? Line.Of($"{who} acknowledged {at}") : Line.Of($"{stay.Responder} was called {stay.EnteredAt}, nobody acknowledged"),
        };
        parts.AddRange(incident.Facts.Guidance.Where(remark => remark.Level == stay.Level).Select(remark => Line.Of($"{remark.Who} guided \"{remark.Text}\"")));
        parts.AddRange(incident.Facts.Consultations.Where(remark => remark.Level == stay.Level).Select(remark => Line.Of($"{remark.Who} consulted {remark.To}: \"{remark.Text}\"")));
        if (stay.LeftBecause is { } left) parts.Add(Line.Of($"went up because {left}"));
        return Line.Of($"Level {stay.Level}: {Line.Join("; ", parts)}.");
    }

    /// <summary>Names, the first few of them.</summary>
    public static string Some(IReadOnlyList<string> names) => Some(names, names.Count);

    /// <summary>Names, the first few of them, of so many in all.</summary>
    public static string Some(IReadOnlyList<string> names, int count) => count switch
    {
        0 => "nobody",
        1 => names[0],
        <= 4 => string.Join(", ", names.Take(names.Count - 1)) + " and " + names[^1],
        _ => string.Join(", ", names.Take(3)) + $" and {count - 3} more",
    };

    /// <summary>A sentence without its figures: two of one shape tell of the same thing.</summary>
    public static string Shape(string sentence) => string.Concat(sentence.Where(letter => !char.IsAsciiDigit(letter)));

    /// <summary>What each attempt saw, the newest attempt first; of what an older one saw too, the newest figures are enough.</summary>
    private static List<string> Newest(IEnumerable<IReadOnlyList<string>> seen)
    {
        var newest = new List<string>();
        foreach (var sentences in seen)
        {
            var known = newest.Select(Shape).ToHashSet(StringComparer.Ordinal);
            newest.AddRange(sentences.Where(sentence => !known.Contains(Shape(sentence))).Distinct(StringComparer.Ordinal));
        }

        return newest;
    }

    private static string Before(AttemptSummary attempt) => attempt.Score?.InWords() is { } words ? $" ({words} before)" : "";

    private static IReadOnlyList<Run> By(AttemptSummary attempt) => attempt.By is { } person ? Line.Of($"{person}: ") : [];

    private static string Did(AttemptOutcome? outcome, AttemptReport report)
    {
        var idle = report.Action is null && outcome is AttemptOutcome.Failed or AttemptOutcome.TimedOut or AttemptOutcome.Passed ? "no step acted" : "";
        return string.Join("; ", report.Attempted.Append(idle).Append(report.Result).Where(text => text.Length > 0).Select(text => text.TrimEnd('.')).Distinct(StringComparer.Ordinal));
    }

    private static string Runs(Incident incident) => incident.Recovery.State == RecoveryState.Ended ? "it did not run" : "it has just begun";

    private static string WhyNotSeen(Incident incident) =>
        incident.Recovery.State != RecoveryState.Ended ? "self-recovery has not reported yet"
        : incident.Recovery.Attempts.Count > 0 ? "the steps that ran reported nothing"
        : $"nothing was looked at, {incident.Recovery.EndedBecause ?? "self-recovery did not run"}";

    private static string WhyNoImpact(Service service) => service.InCatalog ? $"the catalog names no impact for {service.Name}" : $"{service.Name} is not in the catalog";

    private static IReadOnlyList<Run> Alert(AlertFact alert) =>
        alert.Summary is { Length: > 0 } summary && summary != alert.Name ? Line.Of($"{alert.Name:code}: {summary}") : Line.Of($"{alert.Name:code}");

    private static IReadOnlyList<Run> Counted(Incident incident)
    {
        var tally = incident.Alerts;
        if (tally.Total == 0) return incident.Declared ? Line.Of($"; declared by a person, no alert fires") : [];
        return tally.Resolved == 0 ? Line.Of($"; {IncidentWords.Count(tally.Total, "alert")}") : Line.Of($"; {IncidentWords.Count(tally.Total, "alert")}, {tally.Firing} still firing");
    }

    private static List<IReadOnlyList<Run>> Bounded(List<IReadOnlyList<Run>> lines, string more) =>
        lines.Count <= MostLines ? lines : [.. lines.Take(MostLines - 1), Line.Of($"… {lines.Count - MostLines + 1} {more}")];
}
