using ChatOps.Core.Incidents;

namespace ChatOps.Storage.Deadlines;

/// <summary>A clock of an incident that has struck.</summary>
/// <param name="Incident">Whose clock.</param>
/// <param name="Clock">Which one.</param>
/// <param name="DueAt">When it was due.</param>
public sealed record DueClock(IncidentId Incident, Clock Clock, DateTimeOffset DueAt);
