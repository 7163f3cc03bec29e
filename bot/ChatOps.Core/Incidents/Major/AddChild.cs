using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Major;

/// <summary>One more critical service went down while this major incident is open; forwarded by that incident's decision.</summary>
/// <param name="Child">Its incident.</param>
public sealed record AddChild(MajorChild Child) : IncidentInput(Actor.Bot);
