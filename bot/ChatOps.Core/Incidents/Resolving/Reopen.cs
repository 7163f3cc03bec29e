using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Resolving;

/// <summary>A person says that it is not over (rule 2.25).</summary>
public sealed record Reopen(Actor By, int? Stamp = null) : CommandInput(By, Stamp);
