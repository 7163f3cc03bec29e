using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>A person approves the step that waits; when its attempt has ended, approving runs it as theirs (rule 6.2).</summary>
/// <param name="OverrideBudget">True: they set aside the hourly budget by name.</param>
public sealed record Approve(Actor By, bool OverrideBudget = false, int? Stamp = null) : CommandInput(By, Stamp);
