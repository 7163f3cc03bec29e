using ChatOps.Core.Incidents.Resolving;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>The verify that ran again after settling answered (rule 2.9).</summary>
/// <param name="Attempt">The attempt that had mended the incident.</param>
/// <param name="Passed">Whether it still passes.</param>
/// <param name="Sentence">What was seen, with figures.</param>
public sealed record VerifiedAgain(int Attempt, bool Passed, string Sentence) : IncidentInput(Actor.Bot);

/// <summary>
/// Passed: it stays resolved, and what still fires is muted. Failed: it reopens, and that attempt has failed (rule 2.9). An answer that comes when
/// nothing fires any more is about nothing.
/// </summary>
internal static class VerifiedAgainRule
{
    public static Decision Decide(Draft draft, VerifiedAgain input)
    {
        if (draft.Incident.Ending is not { Phase: EndingPhase.Settling, Verifying: true } ending || ending.Attempt != input.Attempt) return draft.End();
        draft.Record(new VerifyRepeated(draft.Now, draft.By, input.Attempt, input.Passed, input.Sentence));
        if (input.Passed) Ended.Mute(draft);
        else Reopening.Do(draft, ReopenCause.VerifyFailed, $"it still fires, and the check does not pass any more: {input.Sentence}");
        return draft.End();
    }
}
