namespace ChatOps.Core.Recovery;

/// <summary>What one attempt did and showed, in sentences with numbers, bounded and masked.</summary>
/// <param name="Attempted">What was looked at and done, in order (<c>restarted checkout-1 03:05: still 503 after 30 s</c>).</param>
/// <param name="Symptoms">What the observe steps showed.</param>
/// <param name="Error">What was found to be wrong, or what failed; null when unknown.</param>
/// <param name="Action">What was done to mend it; null when nothing was.</param>
/// <param name="Result">How it ended, with the verify's figures.</param>
/// <param name="Actions">How many acting steps ran; counts against the hourly budget (rule 2.10).</param>
/// <param name="VerifyStartedAt">When the verify that decided began, or null (rule 2.9).</param>
public sealed record AttemptReport(
    IReadOnlyList<string> Attempted,
    IReadOnlyList<string> Symptoms,
    string? Error,
    string? Action,
    string Result,
    int Actions,
    DateTimeOffset? VerifyStartedAt)
{
    /// <summary>Why acting steps only said what they would do, a clause for people; or null.</summary>
    public string? NotDone { get; init; }
}
