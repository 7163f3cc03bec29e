using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>A person wants a runbook to run for the open incident of a service, as their attempt (rule 2.8); the runbook is <see cref="Situation.NamedRunbook"/>.</summary>
/// <param name="Runbook">The runbook's name, as they typed it.</param>
/// <param name="OverrideBudget">True: they set aside the hourly budget by name.</param>
public sealed record RunRunbook(Actor By, string Runbook, bool OverrideBudget = false, int? Stamp = null) : CommandInput(By, Stamp);
