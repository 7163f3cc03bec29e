using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Acknowledging;

/// <summary>A person takes the acknowledgement back (rule 2.13).</summary>
public sealed record Unacknowledge(Actor By, int? Stamp = null) : CommandInput(By, Stamp);
