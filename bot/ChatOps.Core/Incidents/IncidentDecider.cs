using ChatOps.Core.Incidents.Acknowledging;
using ChatOps.Core.Incidents.Advising;
using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.Incidents.Major;
using ChatOps.Core.Incidents.Opening;
using ChatOps.Core.Incidents.Recovering;
using ChatOps.Core.Incidents.Resolving;
using ChatOps.Core.Incidents.Silencing;
using ChatOps.Core.Incidents.UserDecision;

namespace ChatOps.Core.Incidents;

/// <summary>What an input does to an incident (<c>docs/protocol.md</c>): a switch and nothing else; each rule stands beside its input.</summary>
public static class IncidentDecider
{
    /// <summary>Decides. The same arguments always give the same decision.</summary>
    /// <param name="incident">The incident as it is, or null when there is none yet.</param>
    /// <param name="input">What happens.</param>
    /// <param name="situation">The facts of that moment, read in the transaction of the decision.</param>
    /// <param name="now">The time; used in whole milliseconds, as storage keeps it.</param>
    public static Decision Decide(Incident? incident, IncidentInput input, Situation situation, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(situation);
        var draft = new Draft(incident, situation, input.By, Whole(now));
        return incident is null ? WithoutIncident(draft, input)
            : input is CommandInput { Stamp: { } stamp } && stamp != incident.Stamp ? Stale(draft)
            : WithIncident(draft, input);
    }

    /// <summary>An instant in whole milliseconds: storage keeps no finer ones, and a deadline between two would be found before it is due.</summary>
    internal static DateTimeOffset Whole(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond));

    private static Decision WithoutIncident(Draft draft, IncidentInput input) => input switch
    {
        AlertsChanged alerts => AlertsChangedRule.Open(draft, alerts),
        Declare declare => DeclareRule.Open(draft, declare),
        CriticalServicesDown down => CriticalServicesDownRule.Open(draft, down),
        RunRunbook => draft.Refuse(AnswerOutcome.NotFound, "No incident is open there, and a runbook runs for an incident. Declare one first: `declare <service> <what is wrong>`."),
        CommandInput => draft.Refuse(AnswerOutcome.NotFound, "There is no such incident. `list` shows those there are."),
        _ => draft.End(),
    };

    private static Decision WithIncident(Draft draft, IncidentInput input) => input switch
    {
        AlertsChanged alerts => AlertsChangedRule.Decide(draft, alerts),
        Declare declare => DeclareRule.Decide(draft, declare),
        ClockStruck clock => ClockStruckRule.Decide(draft, clock),
        MentionDelivered delivered => MentionDeliveredRule.Decide(draft, delivered),
        MentionRefused refused => MentionRefusedRule.Decide(draft, refused),
        Escalate escalate => EscalateRule.Decide(draft, escalate),
        AttemptEnded ended => AttemptEndedRule.Decide(draft, ended),
        ApprovalNeeded needed => ApprovalNeededRule.Decide(draft, needed),
        VerifiedAgain verified => VerifiedAgainRule.Decide(draft, verified),
        Retry retry => RetryRule.Decide(draft, retry),
        RunRunbook run => RunRunbookRule.Decide(draft, run),
        Approve approve => ApproveRule.Decide(draft, approve),
        Reject reject => RejectRule.Decide(draft, reject),
        RunbookSwitched switched => RunbookSwitchedRule.Decide(draft, switched),
        DependencyEnded ended => DependencyEndedRule.Decide(draft, ended),
        DependantWaits waits => DependantWaitsRule.Decide(draft, waits),
        RecoverySwitched switched => RecoverySwitchedRule.Decide(draft, switched),
        Acknowledge acknowledge => AcknowledgeRule.Decide(draft, acknowledge),
        Unacknowledge unacknowledge => UnacknowledgeRule.Decide(draft, unacknowledge),
        Assign assign => AssignRule.Decide(draft, assign),
        Snooze snooze => SnoozeRule.Decide(draft, snooze),
        Note note => NoteRule.Decide(draft, note),
        Guide guide => GuideRule.Decide(draft, guide),
        Consult consult => ConsultRule.Decide(draft, consult),
        DecideOption option => DecideOptionRule.Decide(draft, option),
        Silenced silenced => SilencedRule.Decide(draft, silenced),
        SilenceEnded ended => SilenceEndedRule.Decide(draft, ended),
        Resolve resolve => ResolveRule.Decide(draft, resolve),
        Reopen reopen => ReopenRule.Decide(draft, reopen),
        Merge merge => MergeRule.Decide(draft, merge),
        Absorb absorb => AbsorbRule.Decide(draft, absorb),
        LinkToMajor link => LinkToMajorRule.Decide(draft, link),
        AddChild child => AddChildRule.Decide(draft, child),
        CriticalServicesDown down => CriticalServicesDownRule.Decide(draft, down),
        _ => throw new ArgumentException($"{input.GetType().Name} has no rule.", nameof(input)),
    };

    /// <summary>A button that was drawn for another level, state or thing (rule 2.16).</summary>
    private static Decision Stale(Draft draft) =>
        draft.Nothing($"Things have changed since this button was drawn. {Standing.Of(draft.Incident, draft.Now)}");
}
