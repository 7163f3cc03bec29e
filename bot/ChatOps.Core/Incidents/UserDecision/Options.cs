using ChatOps.Core.Incidents.Climbing;

namespace ChatOps.Core.Incidents.UserDecision;

/// <summary>What becomes of a chosen option (rule 2.21).</summary>
internal static class Options
{
    /// <summary>Its attempt did not mend the incident: the user is asked again, and told so.</summary>
    public static void Fail(Draft draft, string result) => Fail(draft, result, $"{draft.Ladder.Option!.Name} did not mend it, {result.TrimEnd('.')}");

    private static void Fail(Draft draft, string result, string because)
    {
        draft.Record(new OptionFailed(draft.Now, draft.By, draft.Ladder.Option!, result));
        if (draft.Incident.State != IncidentState.Silenced) Climb.MentionAgain(draft, AgainCause.OptionEnded, because, draft.Times.Repeating(draft.Ladder.Level));
    }

    /// <summary>Its time is over. A late pass of its attempt still counts.</summary>
    public static void TimeIsOver(Draft draft)
    {
        var option = draft.Ladder.Option!;
        if (option.Attempt is not null && draft.Recovery.Running?.Number == option.Attempt) ClockStruckRule.Overdue(draft);
        var because = option.Attempt is null
            ? $"{option.By} chose {option.Name} {DurationText.Of(draft.Now - option.At)} ago, and it is not resolved"
            : $"{option.Name} did not end within {DurationText.Of(draft.Policy.RecoveryTimeout)}";
        Fail(draft, because, because);
    }
}
