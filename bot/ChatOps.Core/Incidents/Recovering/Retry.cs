using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>A person wants the fitting runbook to run once more, as their attempt (rule 2.8).</summary>
/// <param name="OverrideBudget">True: they set aside the hourly budget by name.</param>
public sealed record Retry(Actor By, bool OverrideBudget = false, int? Stamp = null) : CommandInput(By, Stamp);
