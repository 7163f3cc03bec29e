namespace ChatOps.Core.Recovery;

/// <summary>What an attempt's row is made from: complete, so that a reload or a crash changes nothing about it.</summary>
/// <param name="Number">1 and up within the incident.</param>
/// <param name="Runbook">The runbook's name.</param>
/// <param name="Text">The runbook's YAML as it was when the attempt was decided.</param>
/// <param name="By">The person whose attempt it is, or null for an automatic one.</param>
/// <param name="Deadline">When it must have ended (rule 2.7).</param>
/// <param name="DryRun">True: acting steps only say what they would do (rule 6.4, or a service outside the catalog).</param>
/// <param name="Approved">True: a person approved beforehand the first step that needs it (rule 6.2).</param>
/// <param name="OverBudget">True: the person overrode the hourly budget by name (rule 2.8).</param>
public sealed record AttemptPlan(
    int Number,
    string Runbook,
    string Text,
    string? By,
    DateTimeOffset Deadline,
    bool DryRun,
    bool Approved,
    bool OverBudget = false);
