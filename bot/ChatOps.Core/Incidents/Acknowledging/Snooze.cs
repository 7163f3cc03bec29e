using System.Globalization;
using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Acknowledging;

/// <summary>A person puts it off (rule 2.15).</summary>
/// <param name="For">How long; more than nothing, <see cref="EscalationPolicy.SnoozeAtMost"/> at most.</param>
public sealed record Snooze(Actor By, TimeSpan For, int? Stamp = null) : CommandInput(By, Stamp);

/// <summary>Rule 2.15: Levels 2 to 4, once a level.</summary>
internal static class SnoozeRule
{
    public static Decision Decide(Draft draft, Snooze input)
    {
        if (Rights.LevelOrOwner(draft, "snooze", "snooze") is { } no) return no;
        if (Problem(draft, input.For) is { } problem) return problem;
        Climb.WithdrawMention(draft);
        var times = draft.Times;
        var rest = draft.Ladder.Level < Levels.Top(draft.Incident) ? times.MentionedAnew(draft.Now) : draft.Ladder.Wait;
        var until = new Deadline(IncidentDecider.Whole(draft.Now + input.For), DeadlineReason.SnoozeEnds);
        draft.Record(new SnoozeBegan(draft.Now, draft.By, new LadderWait(IncidentState.Snoozed, until, null, rest.AcknowledgeLeft, rest.ResolveLeft)));
        draft.Tell(MessageKind.News);
        return draft.Done($"{draft.Incident.Id} is snoozed for {DurationText.Of(input.For)}; then {Levels.ResponderOf(draft.Incident, draft.Ladder.Level)} is called anew. An alert that it has not seen yet ends that.");
    }

    private static Decision? Problem(Draft draft, TimeSpan wanted)
    {
        var id = draft.Incident.Id;
        if (!draft.Open) return draft.Nothing(Standing.Of(draft.Incident, draft.Now));
        if (draft.Ladder.Level == 1) return draft.Invalid($"{id} is with self-recovery, which cannot be snoozed; Levels 2 to 4 can.");
        if (draft.Incident.State == IncidentState.Snoozed) return draft.Nothing(Standing.Of(draft.Incident, draft.Now));
        if (draft.Incident.State == IncidentState.Silenced) return draft.Nothing(Standing.Of(draft.Incident, draft.Now));
        if (draft.Ladder.Option is { Attempt: not null }) return draft.Nothing(Standing.Of(draft.Incident, draft.Now));
        if (draft.Ladder.Snoozed) return draft.Nothing(string.Create(CultureInfo.InvariantCulture, $"{id} was snoozed once at Level {draft.Ladder.Level}, and once a level is all. {Standing.Of(draft.Incident, draft.Now)}"));
        if (wanted > TimeSpan.Zero && wanted <= draft.Policy.SnoozeAtMost) return null;
        return draft.Invalid($"A snooze lasts {DurationText.Of(draft.Policy.SnoozeAtMost)} at most: `snooze {id} 30m`.");
    }
}
