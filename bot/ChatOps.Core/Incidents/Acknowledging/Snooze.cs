using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Acknowledging;

/// <summary>A person puts it off (rule 2.15).</summary>
/// <param name="For">How long; more than nothing, <see cref="EscalationPolicy.SnoozeAtMost"/> at most.</param>
public sealed record Snooze(Actor By, TimeSpan For, int? Stamp = null) : CommandInput(By, Stamp);
