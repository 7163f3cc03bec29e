using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Silencing;

/// <summary>A silence ended, was lifted or was narrowed; whether another still covers all firing alerts stands in <see cref="Situation.Cover"/>.</summary>
/// <param name="Because">What happened, in words for people (<c>ana lifted the silence</c>).</param>
public sealed record SilenceEnded(Actor By, string Because) : IncidentInput(By);
