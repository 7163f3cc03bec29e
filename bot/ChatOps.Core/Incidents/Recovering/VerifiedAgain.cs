using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>The verify that ran again after settling answered (rule 2.9).</summary>
/// <param name="Attempt">The attempt that had mended the incident.</param>
/// <param name="Passed">Whether it still passes.</param>
/// <param name="Sentence">What was seen, with figures.</param>
public sealed record VerifiedAgain(int Attempt, bool Passed, string Sentence) : IncidentInput(Actor.Bot);
