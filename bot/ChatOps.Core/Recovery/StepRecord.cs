namespace ChatOps.Core.Recovery;

/// <summary>What became of one step; stored with the attempt, told on the timeline, and what the report is made from.</summary>
/// <param name="Name">The step's name.</param>
/// <param name="Phase">What it was for.</param>
/// <param name="Action">The action it called.</param>
/// <param name="Risk">The risk it was run at.</param>
/// <param name="Title">What it does, in the imperative, for people.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Sentence">What was seen or done; masked and bounded.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Output">Masked, bounded raw output, or null.</param>
public sealed record StepRecord(
    string Name,
    StepPhase Phase,
    string Action,
    Risk Risk,
    string Title,
    StepOutcome Outcome,
    string Sentence,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    string? Output = null)
{
    /// <summary>Figures that later steps may use.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>Why it only said what it would do, a clause for people; or null.</summary>
    public string? Because { get; init; }

    /// <summary>True when it changed something, or may have.</summary>
    public bool Acted => Risk > Risk.Observe && (Outcome is StepOutcome.Passed or StepOutcome.Failed or StepOutcome.Cancelled);
}

/// <summary>How a step ended.</summary>
public enum StepOutcome
{
    /// <summary>What it expects is so.</summary>
    Passed,

    /// <summary>It is not so, or it could not be done.</summary>
    Failed,

    /// <summary>Its condition did not hold, or it has nothing to work on here.</summary>
    Skipped,

    /// <summary>It said what it would do (rule 6.4).</summary>
    Previewed,

    /// <summary>Nobody approved in time, or somebody rejected.</summary>
    NotApproved,

    /// <summary>It was cancelled while it ran: the attempt's time was over, or a person resolved the incident.</summary>
    Cancelled,
}
