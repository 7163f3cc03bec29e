using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Silencing;

/// <summary>A silence was put on, began or was extended, and by it all firing alerts of the incident are covered (rule 2.27); which, stands in <see cref="Situation.Cover"/>.</summary>
public sealed record Silenced(Actor By) : IncidentInput(By);
