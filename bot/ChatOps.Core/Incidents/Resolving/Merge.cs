using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Resolving;

/// <summary>A person says that this incident is part of another one (rule 2.28); how that one stands is <see cref="Situation.MergeTarget"/>.</summary>
/// <param name="Into">The other one.</param>
public sealed record Merge(Actor By, IncidentId Into, int? Stamp = null) : CommandInput(By, Stamp);
