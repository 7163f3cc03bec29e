using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Acknowledging;

/// <summary>A person says that they have it.</summary>
public sealed record Acknowledge(Actor By, int? Stamp = null) : CommandInput(By, Stamp);
