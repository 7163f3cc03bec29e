using System.Globalization;
using ChatOps.Core.Incidents;

namespace ChatOps.Core.Recovery;

/// <summary>A running attempt as its decider sees it. A value: whoever runs attempts makes the next one from each move's outcome.</summary>
public sealed record AttemptState
{
    /// <summary>What is run.</summary>
    public required AttemptPlan Plan { get; init; }

    /// <summary>The runbook, read from the plan's text.</summary>
    public required Runbook Runbook { get; init; }

    /// <summary>What the steps may ask of the incident.</summary>
    public required AttemptFacts Facts { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>True: only the verify steps run (rule 2.9).</summary>
    public bool VerifyOnly { get; init; }

    /// <summary>For <see cref="VerifyOnly"/>: the steps of the attempt that mended the incident, which conditions may ask about.</summary>
    public IReadOnlyList<StepRecord> Earlier { get; init; } = [];

    /// <summary>The steps that ended, in the runbook's order: a record for each, skipped ones too.</summary>
    public IReadOnlyList<StepRecord> Done { get; init; } = [];

    /// <summary>The verify step that is being insisted on, or null.</summary>
    public VerifyProgress? Verifying { get; init; }

    /// <summary>The step that waits for an approval, or null.</summary>
    public OfferedApproval? Asked { get; init; }

    /// <summary>The step that was approved and has not run yet, or null.</summary>
    public string? ApprovedStep { get; init; }

    /// <summary>True once the approval that the plan brings (rule 6.2) was used for a step.</summary>
    public bool PlanApprovalUsed { get; init; }

    /// <summary>True while it holds the runbook's targets alone (rule 6.5).</summary>
    public bool HoldsTargets { get; init; }

    /// <summary>What it was told last, or null.</summary>
    public AttemptSignal? Signal { get; init; }

    /// <summary>The steps it consists of.</summary>
    public IReadOnlyList<Step> Steps => VerifyOnly ? [.. Runbook.Steps.Where(step => step.Phase == StepPhase.Verify)] : Runbook.Steps;

    /// <summary>The steps that conditions and templates may ask about.</summary>
    public IReadOnlyList<StepRecord> Known => [.. Earlier, .. Done];

    /// <summary>
    /// How a verify step insists. Patience is for what was just mended; where nothing acted, or acting failed, the first try that does not pass decides.
    /// </summary>
    public Patience PatienceFor(Step step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var patience = step.Patience ?? Patience.Usual;
        var mended = VerifyOnly || (Done.Any(record => record.Acted) && !Done.Any(record => record is { Phase: StepPhase.Act, Outcome: StepOutcome.Failed }));
        return mended ? patience : patience with { For = TimeSpan.Zero };
    }

    /// <summary>The attempt after a step ended.</summary>
    public AttemptState With(StepRecord record) => this with { Done = [.. Done, record], Verifying = null, Asked = null, ApprovedStep = null };

    /// <summary>The attempt after an action ran: a step ended, or a verify step was tried once more.</summary>
    public AttemptState Ran(AttemptMove.Run move, ActionResult result, DateTimeOffset startedAt, DateTimeOffset endedAt)
    {
        ArgumentNullException.ThrowIfNull(move);
        ArgumentNullException.ThrowIfNull(result);
        var used = this with { PlanApprovalUsed = PlanApprovalUsed || move.OnPlansApproval };
        if (move.Step.Step.Phase != StepPhase.Verify) return used.With(Record(move.Step, result.Passed, result.Sentence, result, startedAt, endedAt));
        var before = Verifying ?? new VerifyProgress(startedAt, endedAt, 0, 0, result);
        var progress = before with { LastAt = endedAt, Tries = before.Tries + 1, InARow = result.Passed ? before.InARow + 1 : 0, Last = result };
        var patience = PatienceFor(move.Step.Step);
        var passed = progress.InARow >= patience.Times;
        // A run of passes that is under way may finish, though the time to begin one is over.
        var over = progress.InARow == 0 && (result.IsFinal || endedAt + patience.Interval > progress.Since + patience.For);
        return passed || over
            ? used.With(Record(move.Step, passed, VerifySentence(progress, patience, passed, endedAt), result, progress.Since, endedAt))
            : used with { Verifying = progress };
    }

    /// <summary>The attempt after it was told something; an approval or a rejection that nobody waits for changes nothing.</summary>
    public AttemptState Told(AttemptSignal signal, string? by, DateTimeOffset now) => signal switch
    {
        AttemptSignal.Approved => Asked is null ? this : this with { Asked = null, ApprovedStep = Asked.Step },
        AttemptSignal.Rejected when Asked is { } asked => With(AttemptDecider.NotRun(Steps[Done.Count], asked.Preview, StepOutcome.NotApproved, $"{by ?? "somebody"} rejected it", now)),
        AttemptSignal.Rejected => this,
        _ => this with { Signal = signal },
    };

    private static StepRecord Record(PreparedStep step, bool passed, string sentence, ActionResult result, DateTimeOffset startedAt, DateTimeOffset endedAt) =>
        new(step.Step.Name, step.Step.Phase, step.Step.Action, step.Risk, step.Title, passed ? StepOutcome.Passed : StepOutcome.Failed, sentence, startedAt, endedAt, result.Output)
        {
            Values = result.Values ?? new Dictionary<string, string>(),
        };

    private static string VerifySentence(VerifyProgress progress, Patience patience, bool passed, DateTimeOffset endedAt) => string.Create(
        CultureInfo.InvariantCulture,
        $"passed {(passed ? patience.Times : progress.InARow)} of {patience.Times} in {DurationText.Of(endedAt - progress.Since)}: {progress.Last.Sentence}");
}

/// <summary>How far a verify step is.</summary>
/// <param name="Since">When its first try began.</param>
/// <param name="LastAt">When the last try ended.</param>
/// <param name="Tries">How many tries ended.</param>
/// <param name="InARow">How many of them passed in a row at the end.</param>
/// <param name="Last">What the last one showed.</param>
public sealed record VerifyProgress(DateTimeOffset Since, DateTimeOffset LastAt, int Tries, int InARow, ActionResult Last);

/// <summary>Facts about the world that an attempt's next move hangs on, read in the transaction that makes it.</summary>
/// <param name="RecoveryOff">Why acting steps are dry runs now, a clause for people; null when they act (rule 6.4).</param>
/// <param name="ActionsLastHour">How often the runbook acted on the service in the last hour (rule 2.10).</param>
/// <param name="ActionsPerHour">How often it may.</param>
/// <param name="ApproveWithin">How long an approval is waited for.</param>
/// <param name="ApproveReversible">True: the service wants reversible steps approved too (rule 6.1).</param>
/// <param name="Approvers">Who may approve here, as the service says; empty: as the runbook says.</param>
/// <param name="TargetsHeldBy">The attempt that acts on these targets now, for people (<c>INC-7, attempt 1</c>); or null.</param>
/// <param name="Zone">The zone that times are written in.</param>
public sealed record AttemptSituation(
    string? RecoveryOff,
    int ActionsLastHour,
    int ActionsPerHour,
    TimeSpan ApproveWithin,
    bool ApproveReversible,
    IReadOnlyList<string> Approvers,
    string? TargetsHeldBy,
    TimeZoneInfo Zone)
{
    /// <summary>The service that this one needs and that is down, while the incident may wait for it (rule 6.7); or null.</summary>
    public DependencyDown? DependencyDown { get; init; }

    /// <summary>How many different people have to approve, as the service says; the runbook may want more (rule 6.12).</summary>
    public int Approvals { get; init; } = 1;

    /// <summary>True: whoever asked for the attempt may not approve it (rule 6.12).</summary>
    public bool AnotherApproves { get; init; }

    /// <summary>Why acting steps do not run by themselves now, a clause for people: a maintenance window (rule 6.9); null when they do. A person's attempt acts.</summary>
    public string? NotByItself { get; init; }

    /// <summary>Why nothing may act on so much of the service at once, a clause for people (rule 6.8); or null.</summary>
    public string? TooWide { get; init; }

    /// <summary>The attempt that acts on a service which needs this one or is needed by it, a clause for people (rule 6.8); or null.</summary>
    public string? RelativeActs { get; init; }
}
