using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Climbing;

/// <summary>A person asks for the next level.</summary>
/// <param name="Trigger">What Level 3 is needed for, or null (rule 2.19).</param>
/// <param name="Reason">Why, in their words, or null.</param>
/// <param name="Confirmed">True when they were asked and said yes (rule 2.16).</param>
public sealed record Escalate(Actor By, EscalationTrigger? Trigger, string? Reason, bool Confirmed = false, int? Stamp = null) : CommandInput(By, Stamp);
