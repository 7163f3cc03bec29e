using System.Text;
using ChatOps.Core.Incidents;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Messages;

/// <summary>
/// The post-mortem of an incident as Markdown, one page: summary, times, impact, what each level did and showed, why the earlier tries did not help,
/// timeline, recurrence, follow-ups. Made from the incident and its timeline alone; all text from outside is escaped.
/// </summary>
public static class PostMortem
{
    private const int MostEntries = 60;

    /// <summary>Writes it.</summary>
    /// <param name="incident">The incident, resolved.</param>
    /// <param name="timeline">Its entries, oldest first.</param>
    /// <param name="earlier">Earlier incidents of the same kind, newest first.</param>
    /// <param name="version">1, and one more each time it reopened after one was written.</param>
    /// <param name="now">When it is written.</param>
    /// <param name="context">Zone and links.</param>
    public static string Write(Incident incident, IReadOnlyList<TimelineEntry> timeline, IReadOnlyList<EarlierIncident> earlier, int version, DateTimeOffset now, MessageContext context)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(timeline);
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(context);
        var page = new Page(now, context.Zone);
        page.Title($"{incident.Id}: {IncidentWords.What(incident)}");
        page.Text($"{Sentence(incident)}");
        page.Text($"{Written(version, now)}");
        Times(page, incident);
        Impact(page, incident);
        Levels(page, incident);
        WhyNot(page, incident);
        Timeline(page, timeline);
        Recurrence(page, incident, earlier, context);
        FollowUps(page, incident, earlier);
        return page.ToString();
    }

    /// <summary>The whole of it in one sentence.</summary>
    internal static string Sentence(Incident incident)
    {
        if (incident.Ending is not { } ending) return $"{incident.Title}; it is not over.";
        var nobody = ending is { CountsFor: 1, Before.HighestMentioned: 1 } ? ", without calling anybody" : "";
        return $"{incident.Title}; it lasted {DurationText.Of(ending.ResolvedAt - IncidentWords.Since(incident))} and was resolved by {ResolvedMessage.By(incident)}{nobody}.";
    }

    private static IReadOnlyList<Run> Written(int version, DateTimeOffset now) =>
        version > 1 ? Line.Of($"Written {now} by ChatOps from the record; version {version}, because it reopened.") : Line.Of($"Written {now} by ChatOps from the record.");

    private static void Times(Page page, Incident incident)
    {
        var began = IncidentWords.Since(incident);
        page.Heading("Times");
        page.Row("", "when", "after it began");
        page.Row("---", "---", "---");
        page.Time("Began", began, began);
        page.Time("Detected", incident.OpenedAt, began);
        var acknowledged = incident.Ladder.FirstAcknowledgedAt ?? incident.Ending?.Before.FirstAcknowledgedAt;
        if (acknowledged is { } at) page.Time("Acknowledged", at, began);
        else page.Row("Acknowledged", "nobody", "");
        if (incident.Ending is { } ending) page.Time("Resolved", ending.ResolvedAt, began);
        page.End();
        if (incident.Reopenings > 0) page.Text($"It reopened {IncidentWords.Count(incident.Reopenings, "time")}.");
    }

    private static void Impact(Page page, Incident incident)
    {
        page.Heading("Impact");
        foreach (var line in Fields.Impact(incident).Lines) page.Item(line);
        page.End();
        page.Text($"Severity {incident.Severity.ToString().ToLowerInvariant()}; {incident.Service.Name} is of criticality {incident.Service.Criticality.ToString().ToLowerInvariant()}. {IncidentWords.Count(incident.Alerts.Total, "alert")}.");
    }

    private static void Levels(Page page, Incident incident)
    {
        page.Heading("What each level did");
        var automatic = Fields.Attempts(incident, attempt => attempt.By is null).ToList();
        if (automatic.Count == 0) page.Item(Line.Of($"Level 1: nothing, {incident.Recovery.EndedBecause ?? "self-recovery did not run"}."));
        foreach (var attempt in automatic) page.Item(Line.Of($"Level 1: attempt {attempt}"));
        foreach (var stay in incident.Facts.Stays) page.Item(Fields.Stay(incident, stay));
        foreach (var attempt in Fields.Attempts(incident, attempt => attempt.By is not null)) page.Item(Line.Of($"By a person: attempt {attempt}"));
        page.Item(Line.Of($"What worked: {Worked(incident)}"));
        page.End();
    }

    private static string Worked(Incident incident)
    {
        if (incident.Ending is not { } ending) return "nothing yet.";
        var attempt = ending.Attempt is { } number ? incident.Recovery.Attempts.FirstOrDefault(one => one.Number == number) : null;
        if (attempt?.Report is { } report) return $"{report.Action ?? attempt.Runbook}; {report.Result}";
        return ending.By switch
        {
            ResolvedBy.Person => ending.Note is { } note ? $"{ending.Who} says: \"{note}\"" : $"{ending.Who} resolved it and left no note.",
            ResolvedBy.Source => "unknown: the alerts resolved, and no attempt's verify had passed.",
            ResolvedBy.Expired => "unknown: the alerts stopped coming.",
            _ => "unknown.",
        };
    }

    private static void WhyNot(Page page, Incident incident)
    {
        var failed = incident.Recovery.Attempts.Where(attempt => attempt.Outcome is not (null or AttemptOutcome.Passed)).ToList();
        if (failed.Count == 0 && incident.Facts.Stays.All(stay => stay.LeftBecause is null)) return;
        page.Heading("Why the earlier tries did not help");
        foreach (var attempt in failed)
        {
            var error = attempt.Report?.Error is { } known ? $"; what was wrong: {known.TrimEnd('.')}" : "; what was wrong is unknown, no step found it";
            page.Item(Line.Of($"Attempt {attempt.Number} ({attempt.Runbook}) {IncidentWords.Outcome(attempt.Outcome)}: {attempt.Report?.Result.TrimEnd('.') ?? "it left no report"}{error}."));
        }

        foreach (var stay in incident.Facts.Stays.Where(stay => stay.LeftBecause is not null)) page.Item(Line.Of($"Level {stay.Level} ({stay.Responder}): {stay.LeftBecause}."));
        page.End();
    }

    private static void Timeline(Page page, IReadOnlyList<TimelineEntry> timeline)
    {
        var told = timeline.Where(entry => entry is not (MessageSent or MessageRefused or MentionArrived or AttemptStepped or ActRefused)).ToList();
        page.Heading("Timeline");
        page.Row("when", "who", "what");
        page.Row("---", "---", "---");
        var left = told.Count - MostEntries;
        for (var i = 0; i < told.Count; i++)
        {
            // The beginning and the end tell the story; what is left out in between is on the page.
            if (left > 0 && i == MostEntries / 2)
            {
                page.Cells("", "", MarkdownText.Escape($"… {left} entries are left out here, the page has them"));
                i += left - 1;
                continue;
            }

            var entry = told[i];
            page.Cells(MarkdownText.Escape(TimeText.Exact(entry.At, page.Zone)), MarkdownText.Escape(OutsideText.Line(entry.By.Name, 60)), MarkdownText.Of(TimelineText.Of(entry), entry.At, page.Zone));
        }

        page.End();
    }

    private static void Recurrence(Page page, Incident incident, IReadOnlyList<EarlierIncident> earlier, MessageContext context)
    {
        page.Heading("Has it happened before");
        if (earlier.Count == 0) page.Text($"No earlier incident of {incident.Service.Name} with the challenge {incident.Challenge.ToString()} is on record.");
        foreach (var one in earlier.Take(10))
        {
            var link = new Run.Link(one.Incident.ToString(), context.PageOf(one.Incident));
            page.Item(one.ResolvedAt is { } resolved ? Line.Of($"{link}, {one.OpenedAt}, {resolved - one.OpenedAt}: {one.Ended}") : Line.Of($"{link}, {one.OpenedAt}: {one.Ended}"));
        }

        if (earlier.Count > 10) page.Item(Line.Of($"and {earlier.Count - 10} more"));
        page.End();
    }

    private static void FollowUps(Page page, Incident incident, IReadOnlyList<EarlierIncident> earlier)
    {
        page.Heading("Follow-ups");
        foreach (var (what, owner) in FollowUp.Of(incident, earlier.Count)) page.Item(Line.Of($"{what} ({(owner is null ? "unowned" : $"owner: {owner}")})"));
        page.End();
    }

    /// <summary>Lines of Markdown; every value that goes in is escaped here and nowhere else.</summary>
    private sealed class Page(DateTimeOffset now, TimeZoneInfo zone)
    {
        private readonly StringBuilder _text = new();

        public TimeZoneInfo Zone { get; } = zone;

        public void Heading(string ours) => _text.Append("## ").Append(ours).Append("\n\n");

        public void Title(LineBuilder line) => _text.Append("# ").Append(MarkdownText.Of(line.Runs(), now, Zone)).Append("\n\n");

        public void Text(LineBuilder line) => _text.Append(MarkdownText.Of(line.Runs(), now, Zone)).Append("\n\n");

        public void Item(IReadOnlyList<Run> runs) => _text.Append("- ").Append(MarkdownText.Of(runs, now, Zone)).Append('\n');

        public void Row(params string[] ours) => _text.Append("| ").AppendJoin(" | ", ours).Append(" |\n");

        public void Cells(params string[] escaped) => Row(escaped);

        public void Time(string ours, DateTimeOffset at, DateTimeOffset began) =>
            Row(ours, MarkdownText.Escape(TimeText.Exact(at, Zone)), at == began ? "" : MarkdownText.Escape(DurationText.Of(at - began)));

        public void End() => _text.Append('\n');

        public override string ToString() => _text.ToString().Replace("\n\n\n", "\n\n", StringComparison.Ordinal).TrimEnd() + "\n";
    }
}

/// <summary>An earlier incident of the same service and challenge.</summary>
/// <param name="Incident">Its id.</param>
/// <param name="OpenedAt">When it opened.</param>
/// <param name="ResolvedAt">When it ended, or null.</param>
/// <param name="Ended">How, in words for people.</param>
public sealed record EarlierIncident(IncidentId Incident, DateTimeOffset OpenedAt, DateTimeOffset? ResolvedAt, string Ended);
