using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Silencing;

/// <summary>A silence ended, was lifted or was narrowed; whether another still covers all firing alerts stands in <see cref="Situation.Cover"/>.</summary>
/// <param name="Because">What happened, in words for people (<c>ana lifted the silence</c>).</param>
public sealed record SilenceEnded(Actor By, string Because) : IncidentInput(By);

/// <summary>Rule 2.27.</summary>
internal static class SilenceEndedRule
{
    public static Decision Decide(Draft draft, SilenceEnded input)
    {
        if (draft.Incident.State != IncidentState.Silenced) return draft.End();
        var goesOn = draft.Situation.Cover is { } cover && cover.Silence != draft.Incident.SpentSilence && Pauses.Begin(draft, cover.Silence, cover.EndsAt, cover.Reason);
        if (!goesOn) Pauses.End(draft, input.Because, spent: false);
        return draft.End();
    }
}
