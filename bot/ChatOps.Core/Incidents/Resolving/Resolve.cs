using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Resolving;

/// <summary>A person says that it is over.</summary>
/// <param name="Note">What they say about it, or null.</param>
public sealed record Resolve(Actor By, string? Note = null, int? Stamp = null) : CommandInput(By, Stamp);
