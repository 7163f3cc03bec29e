using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents;

/// <summary>This incident is a major one, the parent of others (rule 2.18).</summary>
/// <param name="Because">Who declared it, or which critical services are down.</param>
public sealed record MajorBegan(DateTimeOffset At, Actor By, string Because) : TimelineEntry(At, By);

/// <summary>This incident belongs to a major one; its Level 4 mentions go there.</summary>
/// <param name="Parent">The major incident.</param>
public sealed record MajorJoined(DateTimeOffset At, Actor By, IncidentId Parent) : TimelineEntry(At, By);

/// <summary>Another incident became a child of this major one.</summary>
/// <param name="Child">The child.</param>
public sealed record ChildLinked(DateTimeOffset At, Actor By, MajorChild Child) : TimelineEntry(At, By);
