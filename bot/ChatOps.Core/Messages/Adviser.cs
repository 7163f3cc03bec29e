using ChatOps.Core.Incidents;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Messages;

/// <summary>The summary that helps the user to decide. It is made by rules from the record, and says so.</summary>
internal static class Adviser
{
    /// <summary>What the record suggests.</summary>
    public static IReadOnlyList<IReadOnlyList<Run>> Advise(Incident incident)
    {
        var lines = new List<IReadOnlyList<Run>> { Line.Of($"(written by rules, no model is configured) {Says(incident)}") };
        if (Untouched(incident) is { } untouched) lines.Add(untouched);
        return lines;
    }

    /// <summary>Attempts that did not mend it, dry runs left aside.</summary>
    public static IReadOnlyList<AttemptSummary> Failed(Incident incident) =>
        [.. incident.Recovery.Attempts.Where(attempt => attempt.Outcome is AttemptOutcome.Failed or AttemptOutcome.TimedOut or AttemptOutcome.CutShort)];

    private static IReadOnlyList<Run> Says(Incident incident)
    {
        var failed = Failed(incident);
        if (incident.Facts.LastOptionFailure is not null) return Line.Of($"The option that was chosen did not help; one that was not tried yet is worth more than a repeat.");
        if (incident.Recovery.Approval is { } approval) return Line.Of($"One step was never tried: {approval.Preview}. It waits for an approval alone.");
        if (incident is { Major: true, Facts.ChildCount: > 1 }) return Line.Of($"{incident.Facts.ChildCount} incidents belong together: look for what their services share before you act on one of them.");
        var errors = failed.Select(attempt => attempt.Report?.Error).OfType<string>().ToList();
        if (errors.Count > 1 && errors.DistinctBy(Fields.Shape).Count() == 1) return Line.Of($"Every attempt that found an error met the same one ({errors[^1]}), so another retry is unlikely to help: hand it to a person, or run another runbook.");
        if (failed.Any(attempt => attempt.Outcome == AttemptOutcome.CutShort)) return Line.Of($"An attempt was cut short by a crash and proves nothing; a retry is worth its time.");
        if (failed.Count > 0) return Line.Of($"The attempts failed in different ways; read their evidence on the page before you choose a retry.");
        return Line.Of($"Nothing was tried by self-recovery ({incident.Recovery.EndedBecause ?? "it did not run"}), so a person has to look first.");
    }

    private static IReadOnlyList<Run>? Untouched(Incident incident)
    {
        var silent = incident.Facts.Stays.Where(stay => stay.Level < 4 && stay.AcknowledgedBy is null).Select(stay => stay.Responder).Distinct().ToList();
        return silent.Count == 0 ? null : Line.Of($"Nobody acknowledged for {Fields.Some(silent)}: naming a person ({"hand":code}) reaches somebody whom the role did not.");
    }
}
