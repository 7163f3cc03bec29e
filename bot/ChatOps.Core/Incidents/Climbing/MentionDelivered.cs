using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Climbing;

/// <summary>A platform took a mention, by the incident's route, the fallback route or a digest. Only the first delivery of a mention counts.</summary>
/// <param name="Mention">The mention's number, from <see cref="Post.Mention"/>.</param>
/// <param name="Platform">The platform.</param>
public sealed record MentionDelivered(int Mention, string Platform) : IncidentInput(Actor.Bot);
