using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents;

/// <summary>
/// The ladder's figures (<c>docs/protocol.md</c>, section 2). An incident keeps the policy it opened under: a reload changes no ladder half-way.
/// All figures are those of a standard service; <see cref="WaitFor"/> halves waits for critical ones (rule 2.20).
/// </summary>
public sealed record EscalationPolicy
{
    /// <summary>Automatic attempts in an incident's life (rule 2.8). 0 to 2.</summary>
    public int MaxAttempts { get; init; } = 2;

    /// <summary>The whole of Level 1, attempts and pauses together (rule 2.7).</summary>
    public TimeSpan RecoveryTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The pause between a failed automatic attempt and the next.</summary>
    public TimeSpan AttemptPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long, in all, an incident waits at Level 1 for a service that its own needs (rule 6.7). Zero: never.</summary>
    public TimeSpan WaitForDependency { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long an automatic attempt waits for an approval (section 6).</summary>
    public TimeSpan ApproveWithin { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How often a runbook may act on one service in an hour (rule 2.10).</summary>
    public int ActionsPerHour { get; init; } = 4;

    /// <summary>Level 2's waits.</summary>
    public LevelWaits Level2 { get; init; } = new(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30));

    /// <summary>Level 3's waits.</summary>
    public LevelWaits Level3 { get; init; } = new(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(60));

    /// <summary>How often Level 4 mentions again while nobody decides.</summary>
    public TimeSpan RepeatEvery { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long an <c>ack</c> at Level 4, keep investigating, or an option that people carry out pauses the repeats (rule 2.21).</summary>
    public TimeSpan InvestigateFor { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>A mention that nobody's platform took by then goes the fallback route (rule 2.12).</summary>
    public TimeSpan UndeliveredAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The least wait that a reopened or unsilenced incident gets (rules 2.25 and 2.27).</summary>
    public TimeSpan LeastWait { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long repeats are only recorded after a passed verify (rule 2.9).</summary>
    public TimeSpan SettleFor { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a still firing alert stays muted after a resolve by a person or a second passed verify (rules 2.9 and 2.24).</summary>
    public TimeSpan MuteFor { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The reopen window (rule 2.25).</summary>
    public TimeSpan ReopenWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest snooze (rule 2.15).</summary>
    public TimeSpan SnoozeAtMost { get; init; } = TimeSpan.FromHours(4);

    /// <summary>After how many working hours a service of criticality low is mentioned again at Level 3 (rule 2.4).</summary>
    public TimeSpan LowRepeatEvery { get; init; } = TimeSpan.FromHours(8);

    /// <summary>So many incidents of one key within <see cref="RecurringWithin"/>, and the next firing reopens the last (rule 2.5).</summary>
    public int RecurringAfter { get; init; } = 3;

    /// <summary>The span of rule 2.5.</summary>
    public TimeSpan RecurringWithin { get; init; } = TimeSpan.FromHours(6);

    /// <summary>How many critical services must be down to make a major incident (rule 2.18).</summary>
    public int MajorWhenCriticalDown { get; init; } = 3;

    /// <summary>How many changes between firing and resolved within <see cref="FlappingWithin"/> are flapping (rule 2.31).</summary>
    public int FlappingAfter { get; init; } = 4;

    /// <summary>The span of rule 2.31, and the calm that ends flapping.</summary>
    public TimeSpan FlappingWithin { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A typed <c>escalate</c> so soon after a change of level asks first (rule 2.16).</summary>
    public TimeSpan ConfirmEscalateWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest single pause that a silence gives an open incident (rule 2.27).</summary>
    public TimeSpan SilenceAtMost { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The most that silences may pause one incident in all (rule 2.27).</summary>
    public TimeSpan SilenceInAll { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The waits of Level 2 or 3; halved for a critical service (rule 2.20).</summary>
    public LevelWaits WaitsOf(int level, Criticality criticality)
    {
        var waits = level == 2 ? Level2 : Level3;
        return new(WaitFor(waits.AcknowledgeWithin, criticality), WaitFor(waits.ResolveWithin, criticality));
    }

    /// <summary>A wait as it holds for a service of this criticality (rule 2.20).</summary>
    public static TimeSpan WaitFor(TimeSpan wait, Criticality criticality) => criticality == Criticality.Critical ? wait / 2 : wait;
}

/// <summary>The two budgets of Level 2 or 3 (rule 2.13).</summary>
/// <param name="AcknowledgeWithin">From the first delivery of the mention.</param>
/// <param name="ResolveWithin">From the acknowledgement.</param>
public sealed record LevelWaits(TimeSpan AcknowledgeWithin, TimeSpan ResolveWithin);
