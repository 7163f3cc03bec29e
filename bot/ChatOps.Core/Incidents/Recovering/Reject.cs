using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>A person rejects the step that waits; it is not offered any more.</summary>
/// <param name="Reason">Why, or null.</param>
public sealed record Reject(Actor By, string? Reason = null, int? Stamp = null) : CommandInput(By, Stamp);
