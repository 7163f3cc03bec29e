using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents;

/// <summary>
/// The instants of rule 2.11's table: what an incident waits for in each state and until when. Waits of a service of criticality low run in
/// working hours (rule 2.4); those of a critical one are halved (rule 2.20).
/// </summary>
internal readonly struct WaitTimes(Incident incident, WorkingHours hours, DateTimeOffset now)
{
    private Criticality Criticality => incident.Service.Criticality;

    private EscalationPolicy Policy => incident.Policy;

    private Ladder Ladder => incident.Ladder;

    /// <summary>The instant at which so much of a wait has passed.</summary>
    public DateTimeOffset After(DateTimeOffset from, TimeSpan wait) =>
        Whole(Criticality == Criticality.Low ? hours.After(from, wait) : from + wait);

    /// <summary>How much of a wait passed between two instants.</summary>
    public TimeSpan Spent(DateTimeOffset? from, DateTimeOffset to) =>
        from is not { } start || to <= start ? TimeSpan.Zero
        : Criticality == Criticality.Low ? hours.Between(start, to)
        : to - start;

    /// <summary>The two budgets of Level 2 or 3.</summary>
    public LevelWaits Budgets(int level) => Policy.WaitsOf(level, Criticality);

    /// <summary>Whether this level is mentioned again and again instead of being left: Level 4, or low at Level 3 (rule 2.4).</summary>
    public bool Repeats(int level) => level >= Climbing.Levels.Top(incident);

    /// <summary>A level whose mention has just been decided, with all of its budgets.</summary>
    public LadderWait Entered(int level) =>
        Repeats(level) ? Repeating(level) : Mentioned(level, Budgets(level).AcknowledgeWithin, Budgets(level).ResolveWithin);

    /// <summary>A level that somebody has from the start (rule 2.14).</summary>
    public LadderWait EnteredAcknowledged(int level)
    {
        if (Repeats(level)) return Repeating(level);
        var budgets = Budgets(level);
        return Owned(budgets.AcknowledgeWithin, budgets.ResolveWithin, budgets.ResolveWithin, reminded: false);
    }

    /// <summary>The present level mentioned anew, nobody has it: the rest of the budget to acknowledge, 2 minutes at least.</summary>
    public LadderWait MentionedAnew(DateTimeOffset since) =>
        Repeats(Ladder.Level) ? Repeating(Ladder.Level) : Mentioned(Ladder.Level, AtLeast(AcknowledgeLeft(since)), ResolveLeft(since));

    /// <summary>A repeating level that waits for a decision, or for anybody at all.</summary>
    public LadderWait Repeating(int level) => new(
        level == 4 ? IncidentState.AwaitingDecision : IncidentState.AwaitingAcknowledgement,
        new Deadline(RepeatAt(level, now), DeadlineReason.MentionAgain));

    /// <summary>The mention was delivered: the wait to acknowledge begins (rule 2.12). Null when nothing waits for it.</summary>
    public LadderWait? Delivered()
    {
        if (Ladder.Option is not null) return null;
        if (Ladder.Deadline?.Reason == DeadlineReason.Undelivered) return Awaiting(Ladder.AcknowledgeLeft, Ladder.ResolveLeft);
        var waits = Ladder.State is IncidentState.AwaitingAcknowledgement or IncidentState.AwaitingDecision;
        return waits && Repeats(Ladder.Level) ? Repeating(Ladder.Level) : null;
    }

    /// <summary>Somebody has it.</summary>
    public LadderWait Acknowledged()
    {
        if (Repeats(Ladder.Level))
        {
            var until = Ladder.Level == 4 ? Whole(now + Policy.InvestigateFor) : RepeatAt(Ladder.Level, now);
            return new LadderWait(IncidentState.Acknowledged, new Deadline(until, DeadlineReason.MentionAgain));
        }

        var wait = Ladder.Pause?.Before ?? Ladder.Wait;
        return Owned(AcknowledgeLeft(Ladder.Pause?.Since ?? now), wait.ResolveLeft, Budgets(Ladder.Level).ResolveWithin, Ladder.ResolveReminded);
    }

    /// <summary>Nobody has it any more: the rest of the budget to acknowledge, nothing refilled (rule 2.13).</summary>
    public LadderWait Unacknowledged()
    {
        var level = Ladder.Level;
        if (Repeats(level))
        {
            var due = RepeatAt(level, Ladder.Mention?.At ?? now);
            var soonest = Whole(now + Policy.LeastWait);
            return Repeating(level) with { Deadline = new Deadline(Later(due, soonest), DeadlineReason.MentionAgain) };
        }

        var wait = Ladder.Pause?.Before ?? Ladder.Wait;
        var resolveLeft = ResolveLeft(Ladder.Pause?.Since ?? now);
        return Ladder.Mention?.DeliveredAt is null
            ? Mentioned(level, wait.AcknowledgeLeft, resolveLeft, Ladder.Mention?.At ?? now)
            : Awaiting(wait.AcknowledgeLeft, resolveLeft);
    }

    /// <summary>What is left of a wait that was stopped at <paramref name="since"/>, 2 minutes at least (rules 2.25 and 2.27). Levels 2 to 4.</summary>
    public LadderWait Rest(LadderWait wait, DateTimeOffset since)
    {
        var left = AtLeast(Spent(since, wait.Deadline?.At ?? since));
        var acknowledgeLeft = wait.State == IncidentState.AwaitingAcknowledgement ? Left(wait.AcknowledgeLeft, wait.BudgetFrom, since) : wait.AcknowledgeLeft;
        var resolveLeft = wait.State == IncidentState.Acknowledged ? Left(wait.ResolveLeft, wait.BudgetFrom, since) : wait.ResolveLeft;
        if (wait.State == IncidentState.Snoozed)
        {
            var snooze = (wait.Deadline?.At ?? since) - since;
            return wait with { Deadline = new Deadline(Whole(now + AtLeast(snooze)), DeadlineReason.SnoozeEnds) };
        }

        if (Repeats(Ladder.Level))
        {
            // An option does not survive the end of its incident: the user is asked again.
            var state = wait.State == IncidentState.Acknowledged ? wait.State : Repeating(Ladder.Level).State;
            return new LadderWait(state, new Deadline(After(now, left), DeadlineReason.MentionAgain));
        }

        return wait.State == IncidentState.Acknowledged
            ? Owned(acknowledgeLeft, AtLeast(resolveLeft), Budgets(Ladder.Level).ResolveWithin, Ladder.ResolveReminded)
            : wait.Deadline?.Reason == DeadlineReason.Undelivered
                ? new LadderWait(wait.State, new Deadline(After(now, left), DeadlineReason.Undelivered), null, acknowledgeLeft, resolveLeft)
                : Awaiting(AtLeast(acknowledgeLeft), resolveLeft);
    }

    /// <summary>How long the level's last mention may be old before a reopening mentions anew (rule 2.25).</summary>
    public TimeSpan MentionIsOldAfter(int level) =>
        level == 4 ? EscalationPolicy.WaitFor(Policy.RepeatEvery, Criticality) : Budgets(level).AcknowledgeWithin;

    private LadderWait Mentioned(int level, TimeSpan acknowledgeLeft, TimeSpan resolveLeft, DateTimeOffset? at = null) => new(
        IncidentState.AwaitingAcknowledgement,
        new Deadline(Later(now, After(at ?? now, Budgets(level).AcknowledgeWithin)), DeadlineReason.Undelivered),
        null,
        acknowledgeLeft,
        resolveLeft);

    private LadderWait Awaiting(TimeSpan acknowledgeLeft, TimeSpan resolveLeft) => new(
        IncidentState.AwaitingAcknowledgement,
        new Deadline(After(now, acknowledgeLeft), DeadlineReason.NotAcknowledged),
        now,
        acknowledgeLeft,
        resolveLeft,
        Half(acknowledgeLeft, Budgets(Ladder.Level).AcknowledgeWithin, Ladder.AcknowledgeReminded));

    private LadderWait Owned(TimeSpan acknowledgeLeft, TimeSpan resolveLeft, TimeSpan budget, bool reminded) => new(
        IncidentState.Acknowledged,
        new Deadline(After(now, resolveLeft), DeadlineReason.NotResolved),
        now,
        acknowledgeLeft,
        resolveLeft,
        Half(resolveLeft, budget, reminded));

    private DateTimeOffset? Half(TimeSpan left, TimeSpan budget, bool reminded) =>
        reminded || left <= budget / 2 ? null : After(now, left - (budget / 2));

    private TimeSpan AcknowledgeLeft(DateTimeOffset since)
    {
        var wait = Ladder.Pause?.Before ?? Ladder.Wait;
        return wait.State == IncidentState.AwaitingAcknowledgement ? Left(wait.AcknowledgeLeft, wait.BudgetFrom, since) : wait.AcknowledgeLeft;
    }

    private TimeSpan ResolveLeft(DateTimeOffset since)
    {
        var wait = Ladder.Pause?.Before ?? Ladder.Wait;
        return wait.State == IncidentState.Acknowledged ? Left(wait.ResolveLeft, wait.BudgetFrom, since) : wait.ResolveLeft;
    }

    private TimeSpan Left(TimeSpan left, DateTimeOffset? from, DateTimeOffset until)
    {
        var rest = left - Spent(from, until);
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private TimeSpan AtLeast(TimeSpan wait) => wait > Policy.LeastWait ? wait : Policy.LeastWait;

    private DateTimeOffset RepeatAt(int level, DateTimeOffset from) =>
        level == 4 ? Whole(from + EscalationPolicy.WaitFor(Policy.RepeatEvery, Criticality)) : After(from, Policy.LowRepeatEvery);

    // Storage keeps whole milliseconds: a deadline between two would be found before it is due.
    private static DateTimeOffset Whole(DateTimeOffset at) => IncidentDecider.Whole(at);
}
