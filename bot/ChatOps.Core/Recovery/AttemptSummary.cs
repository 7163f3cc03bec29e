using System.Text.Json.Serialization;

namespace ChatOps.Core.Recovery;

/// <summary>What the incident knows of one attempt; its steps are rows of the attempt.</summary>
/// <param name="Number">1 and up within the incident.</param>
/// <param name="Runbook">The runbook's name.</param>
/// <param name="By">The person whose attempt it is, or null for an automatic one.</param>
/// <param name="StartedAt">When it was counted.</param>
/// <param name="EndedAt">When it ended, or null.</param>
/// <param name="Outcome">How it ended, or null while it runs.</param>
/// <param name="Report">What it did and showed, for the messages; null while it runs.</param>
/// <param name="DryRun">True: acting steps only say what they would do.</param>
/// <param name="Score">How often its runbook had mended this before it began; null: never tried, or not known.</param>
public sealed record AttemptSummary(
    int Number,
    string Runbook,
    string? By,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt = null,
    AttemptOutcome? Outcome = null,
    AttemptReport? Report = null,
    bool DryRun = false,
    RunbookScore? Score = null)
{
    /// <summary>True when it counts as one of the automatic attempts (rule 2.8): a dry run does not, unless something acted before it became one (rule 6.4); nor does one that was put off (rule 6.7).</summary>
    [JsonIgnore]
    public bool IsUsed => By is null && !DryRun && (Outcome is not (AttemptOutcome.DryRun or AttemptOutcome.PutOff) || Report is { Actions: > 0 });
}
