using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>An attempt ended, in whatever way.</summary>
/// <param name="Attempt">Its number within the incident.</param>
/// <param name="Outcome">How.</param>
/// <param name="Report">What it did and showed.</param>
public sealed record AttemptEnded(int Attempt, AttemptOutcome Outcome, AttemptReport Report) : IncidentInput(Actor.Bot);
