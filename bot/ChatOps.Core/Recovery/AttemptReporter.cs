namespace ChatOps.Core.Recovery;

/// <summary>Makes the report of an attempt from what became of its steps.</summary>
public static class AttemptReporter
{
    /// <summary>The report.</summary>
    /// <param name="records">What became of the steps, in their order.</param>
    /// <param name="verifyingSince">When the verify step that is not over yet began, or null.</param>
    /// <param name="outcome">How the attempt ended.</param>
    /// <param name="detail">What else is to be said of the end, a clause; or null.</param>
    /// <param name="now">The time.</param>
    /// <param name="zone">The zone that times are written in.</param>
    public static AttemptReport Report(IReadOnlyList<StepRecord> records, DateTimeOffset? verifyingSince, AttemptOutcome outcome, string? detail, DateTimeOffset now, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(zone);
        var looked = records.Where(record => record is { Phase: StepPhase.Diagnose, Outcome: not StepOutcome.Skipped }).ToArray();
        var acts = records.Where(record => record is { Phase: StepPhase.Act, Outcome: not StepOutcome.Skipped }).ToArray();
        var verify = records.Where(record => record is { Phase: StepPhase.Verify }).ToArray();
        var error = acts.FirstOrDefault(record => record.Outcome == StepOutcome.Failed) ?? looked.FirstOrDefault(record => record.Outcome == StepOutcome.Failed);
        var acted = acts.Where(record => record.Acted).ToArray();
        return new(
            [.. looked.Select(record => record.Title), .. acts.Select(record => Attempted(record, record == acts[^1] ? verify : [], now, zone))],
            Seen(records),
            error?.Sentence,
            acted.Length == 0 ? null : string.Join("; ", acted.Select(record => $"{record.Title} ({TimeText.Of(record.StartedAt, now, zone)})")),
            Result(records, verify, outcome, detail),
            acted.Length,
            verify.Where(record => record.Outcome != StepOutcome.Skipped).Select(record => (DateTimeOffset?)record.StartedAt).FirstOrDefault() ?? verifyingSince)
        {
            NotDone = acts.Select(record => record.Because).FirstOrDefault(because => because is not null),
        };
    }

    /// <summary>What the diagnosis showed, a sentence each.</summary>
    public static IReadOnlyList<string> Seen(IReadOnlyList<StepRecord> records) =>
        [.. records.Where(record => record is { Phase: StepPhase.Diagnose, Outcome: not (StepOutcome.Skipped or StepOutcome.Cancelled) }).Select(record => record.Sentence)];

    /// <summary>One thing that was tried, when, and what it led to; the verify after the last one tells that.</summary>
    private static string Attempted(StepRecord record, IReadOnlyList<StepRecord> verify, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (!record.Acted) return record.Outcome == StepOutcome.Passed ? record.Title : record.Outcome == StepOutcome.Previewed ? record.Sentence : $"{record.Title}: {record.Sentence}";
        var when = $"{record.Title} ({TimeText.Of(record.StartedAt, now, zone)})";
        if (record.Outcome != StepOutcome.Passed) return $"{when}: {record.Sentence}";
        return verify.FirstOrDefault(one => one.Outcome == StepOutcome.Failed) is { } failed ? $"{when}: {failed.Name} {failed.Sentence}" : when;
    }

    private static string Result(IReadOnlyList<StepRecord> records, IReadOnlyList<StepRecord> verify, AttemptOutcome outcome, string? detail)
    {
        var last = records.LastOrDefault(record => record.Outcome == StepOutcome.Cancelled);
        var result = outcome switch
        {
            AttemptOutcome.Passed => string.Join("; ", verify.Where(record => record.Outcome == StepOutcome.Passed).Select(record => $"{record.Name} {record.Sentence}")),
            AttemptOutcome.Failed => Failure(verify),
            AttemptOutcome.TimedOut => last is null ? "the time was over" : $"the time was over while {last.Name} ran",
            AttemptOutcome.CutShort => last is null ? "the bot ended meanwhile" : $"the bot ended while {last.Name} ran",
            AttemptOutcome.NotApproved => records.LastOrDefault(record => record.Outcome == StepOutcome.NotApproved) is { } refused ? $"{refused.Title}: {refused.Sentence}" : "not approved",
            AttemptOutcome.DryRun => string.Join("; ", records.Where(record => record.Outcome == StepOutcome.Previewed).Select(record => record.Sentence)),
            AttemptOutcome.PutOff => "nothing was done",
            _ => last is null ? "the incident was resolved meanwhile" : $"the incident was resolved while {last.Name} ran",
        };
        return detail is null ? result : $"{result}: {detail}";
    }

    private static string Failure(IReadOnlyList<StepRecord> verify)
    {
        if (verify.FirstOrDefault(record => record.Outcome == StepOutcome.Failed) is { } failed) return $"{failed.Name} {failed.Sentence}";
        return verify.Count == 0 ? "nothing could be verified" : $"nothing could be verified: {string.Join("; ", verify.Select(record => $"{record.Name} {record.Sentence}"))}";
    }
}
