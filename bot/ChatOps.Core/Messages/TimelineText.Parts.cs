using ChatOps.Core.Incidents;

namespace ChatOps.Core.Messages;

public static partial class TimelineText
{
    private static string Because(IncidentOpened opened) =>
        opened.Declared ? $", declared by {opened.By.Name}"
        : opened.First.Count == 0 ? ""
        : $", {IncidentWords.Count(opened.Alerts.Total, "alert")} from {opened.First[0].Source} ({opened.First[0].Name})";

    private static string Names(IReadOnlyList<AlertFact> alerts) =>
        alerts.Count == 0 ? "" : $" ({Fields.Some([.. alerts.Select(alert => alert.Name).Distinct(StringComparer.Ordinal)])})";

    private static string Ended(AlertsEnded ended)
    {
        var parts = new List<string>(3);
        if (ended.Resolved > 0) parts.Add($"{IncidentWords.Count(ended.Resolved, "alert")} resolved");
        if (ended.Expired > 0) parts.Add($"{IncidentWords.Count(ended.Expired, "alert")} expired, not repeated in time");
        if (ended.Unclassified > 0) parts.Add($"{IncidentWords.Count(ended.Unclassified, "alert")} without a challenge ended");
        return parts.Count == 0 ? "No alert ended" : string.Join(", ", parts);
    }

    private static string Called(Mention? mention) => mention is null ? "nobody" : mention.Person is { } person ? $"{person} ({mention.Responder})" : mention.Responder;

    private static string NotRun(string sentence)
    {
        var said = sentence.TrimEnd('.');
        return said.StartsWith("not run", StringComparison.Ordinal) ? said : $"{said} (not run)";
    }

    private static string Said(string? text) => string.IsNullOrWhiteSpace(text) ? "" : $": \"{text}\"";

    private static string How(IncidentResolved resolved) => resolved.How switch
    {
        ResolvedBy.Attempt => resolved.Who is { } person ? $"by {person}'s attempt {resolved.Attempt}, whose verify passed" : $"by self-recovery, verify of attempt {resolved.Attempt} passed",
        ResolvedBy.Person => $"by {resolved.Who ?? resolved.By.Name}",
        ResolvedBy.Source => "by its source, all alerts resolved",
        ResolvedBy.Expired => "by expiry, no alert was repeated in time",
        ResolvedBy.Merged => "by a merge",
        _ => throw new ArgumentOutOfRangeException(nameof(resolved), resolved.How, "an ending without words"),
    };
}
