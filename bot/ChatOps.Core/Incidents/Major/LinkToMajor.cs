using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Major;

/// <summary>This incident belongs to a major one; forwarded by the decision that opened that one.</summary>
/// <param name="Parent">The major incident.</param>
public sealed record LinkToMajor(IncidentId Parent) : IncidentInput(Actor.Bot);
