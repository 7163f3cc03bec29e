using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Acknowledging;

/// <summary>A person gives it to somebody, which acknowledges for them (rule 2.13); who that is stands in <see cref="Situation.Person"/>.</summary>
/// <param name="To">The name, as it was typed.</param>
public sealed record Assign(Actor By, string To, int? Stamp = null) : CommandInput(By, Stamp);
