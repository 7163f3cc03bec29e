using System.Globalization;
using ChatOps.Core.Incidents.Silencing;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Climbing;

/// <summary>A person asks for the next level.</summary>
/// <param name="Trigger">What Level 3 is needed for, or null (rule 2.19).</param>
/// <param name="Reason">Why, in their words, or null.</param>
/// <param name="Confirmed">True when they were asked and said yes (rule 2.16).</param>
public sealed record Escalate(Actor By, EscalationTrigger? Trigger, string? Reason, bool Confirmed = false, int? Stamp = null) : CommandInput(By, Stamp);

/// <summary>Rules 2.7 (recovery runs on beside), 2.16 (asks first) and 2.19 (the trigger).</summary>
internal static class EscalateRule
{
    public static Decision Decide(Draft draft, Escalate input)
    {
        if (Rights.LevelOrOwner(draft, "escalate", "escalate") is { } no) return no;
        var ladder = draft.Ladder;
        if (!draft.Open) return draft.Nothing(Standing.Of(draft.Incident, draft.Now));
        if (ladder.Level >= Levels.Top(draft.Incident)) return AtTheTop(draft);
        if (AsksFirst(draft, input)) return draft.Refuse(AnswerOutcome.Confirm, Question(draft));
        draft.Record(new EscalationAsked(draft.Now, draft.By, input.Trigger, input.Reason));
        Pauses.EndForAct(draft);
        Climb.Up(draft, ClimbCause.Asked, Because(draft, input));
        return draft.Done($"{draft.Ladder.Mention!.Responder} is called for {draft.Incident.Id}, which stands at Level {draft.Ladder.Level.ToString(CultureInfo.InvariantCulture)} now.");
    }

    /// <summary>A typed one, just after a change of level that its author may not have seen.</summary>
    private static bool AsksFirst(Draft draft, Escalate input) =>
        input is { Stamp: null, Confirmed: false } && draft.Ladder.Level > 1 && draft.Now - draft.Ladder.EnteredAt < draft.Policy.ConfirmEscalateWithin;

    private static string Question(Draft draft) => string.Create(
        CultureInfo.InvariantCulture,
        $"{draft.Incident.Id} reached Level {draft.Ladder.Level} only {DurationText.Of(draft.Now - draft.Ladder.EnteredAt)} ago; {Levels.ResponderOf(draft.Incident, draft.Ladder.Level)} has been called. To call the next level all the same: `escalate {draft.Incident.Id} --yes`.");

    private static Decision AtTheTop(Draft draft) => draft.Nothing(
        draft.Ladder.Level == 4
            ? $"{draft.Incident.Id} stands at Level 4, the highest: the user is asked. {Standing.Of(draft.Incident, draft.Now)}"
            : $"{draft.Incident.Id} stops at Level 3, because {draft.Incident.Service.Name} is of low criticality. If it is more than that: `declare {draft.Incident.Service.Name} <what is wrong> --major`.");

    private static string Because(Draft draft, Escalate input)
    {
        var trigger = input.Trigger is { } named ? named.ToString().ToLowerInvariant() : null;
        var words = (trigger, input.Reason) switch
        {
            (null, null) => "",
            (null, var reason) => $": {reason}",
            (var name, null) => $" ({name})",
            var (name, reason) => $" ({name}): {reason}",
        };
        return $"{draft.By.Name} asked for it{words}";
    }
}
