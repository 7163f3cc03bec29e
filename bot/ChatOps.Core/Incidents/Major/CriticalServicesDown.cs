using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Major;

/// <summary>
/// The number of critical services that are down rose to the figure: opens the major incident that is their parent (rule 2.18). Forwarded, without an
/// incident, by the decision that made the number rise.
/// </summary>
/// <param name="Environment">The environment of the one that made it rise.</param>
/// <param name="Children">Their incidents.</param>
public sealed record CriticalServicesDown(string Environment, IReadOnlyList<MajorChild> Children) : IncidentInput(Actor.Bot);
