namespace ChatOps.Core.Recovery;

/// <summary>Decides what a running attempt does next (sections 2 and 6 of the protocol). Pure: the same state, facts and time give the same move.</summary>
public static class AttemptDecider
{
    private static readonly TimeSpan AskAgainForTargets = TimeSpan.FromSeconds(1);

    /// <summary>The next move.</summary>
    /// <param name="state">The attempt.</param>
    /// <param name="situation">The world as it is now.</param>
    /// <param name="actionOf">The action of a name, or null.</param>
    /// <param name="now">The time.</param>
    public static AttemptMove Next(AttemptState state, AttemptSituation situation, Func<string, IAction?> actionOf, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(situation);
        ArgumentNullException.ThrowIfNull(actionOf);
        if (Ending(state, now) is { } outcome) return End(state, situation, outcome, now);
        var step = state.Steps[state.Done.Count];
        if (WhyNot(state, step) is { } reason) return Skip(state, step, reason, now);
        // Rule 2.2: a service outside the catalog is only looked at; what its targets would be is not known, so the step is not even prepared.
        if (step.Phase == StepPhase.Act && !state.Facts.Service.InCatalog)
        {
            return new AttemptMove.Conclude(NotRun(step, Title(state, step), StepOutcome.Previewed, $"{state.Facts.Service.Name} is not in the catalog", now));
        }

        var (ready, notReady) = PreparedStep.From(step, actionOf(step.Action), state.Facts, state.Plan.Number, state.Known);
        if (ready is null)
        {
            return notReady!.Failed
                ? new AttemptMove.Conclude(NotRun(step, Title(state, step), StepOutcome.Failed, notReady.Reason, now))
                : Skip(state, step, notReady.Reason, now);
        }

        if (ready.Risk == Risk.Observe) return Observe(state, ready, now);
        return step.Phase == StepPhase.Act
            ? Act(state, situation, ready, now)
            : new AttemptMove.Conclude(NotRun(step, ready.Title, StepOutcome.Failed, $"it is {Word(ready.Risk)}, and a step of {Word(step.Phase)} may only look", now));
    }

    /// <summary>What became of a step that does not run.</summary>
    public static StepRecord NotRun(Step step, string title, StepOutcome outcome, string reason, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(step);
        var sentence = outcome switch
        {
            StepOutcome.Skipped => $"not run: {reason}",
            StepOutcome.Previewed => $"would {title}; not done: {reason}",
            _ => $"not done: {reason}",
        };
        return new(step.Name, step.Phase, step.Action, step.Risk ?? Risk.Observe, title, outcome, sentence, now, now) { Because = outcome == StepOutcome.Previewed ? reason : null };
    }

    /// <summary>How the attempt ends now, or null when it goes on.</summary>
    private static AttemptOutcome? Ending(AttemptState state, DateTimeOffset now)
    {
        if (state.Signal == AttemptSignal.Superseded) return AttemptOutcome.Superseded;
        if (state.Done.Any(record => record.Outcome == StepOutcome.NotApproved)) return AttemptOutcome.NotApproved;
        if (state.Signal == AttemptSignal.TimeOut || now >= state.Plan.Deadline) return state.Asked is null ? AttemptOutcome.TimedOut : AttemptOutcome.NotApproved;
        if (state.Done.Any(record => record is { Phase: StepPhase.Verify, Outcome: StepOutcome.Failed })) return AttemptOutcome.Failed;
        var next = state.Done.Count < state.Steps.Count ? state.Steps[state.Done.Count] : null;
        if (next is { Phase: not StepPhase.Verify }) return null;
        // Rule 6.4: what was not done needs no proof.
        if (state.Done.Any(record => record.Outcome == StepOutcome.Previewed)) return AttemptOutcome.DryRun;
        if (next is not null) return null;
        return state.Done.Any(record => record is { Phase: StepPhase.Verify, Outcome: StepOutcome.Passed }) ? AttemptOutcome.Passed : AttemptOutcome.Failed;
    }

    private static AttemptMove.End End(AttemptState state, AttemptSituation situation, AttemptOutcome outcome, DateTimeOffset now)
    {
        var records = state.Done;
        if (outcome == AttemptOutcome.NotApproved && state.Asked is { } asked)
        {
            records = [.. records, NotRun(state.Steps[records.Count], asked.Preview, StepOutcome.NotApproved, "nobody approved it in time", now)];
        }

        var detail = outcome != AttemptOutcome.TimedOut ? null
            : state.Verifying is { } progress ? $"{state.Steps[records.Count].Name} had passed {progress.InARow} of {state.PatienceFor(state.Steps[records.Count]).Times}: {progress.Last.Sentence}"
            : !state.HoldsTargets && situation.TargetsHeldBy is { } other ? $"{other} acted on the same target all the while"
            : !state.HoldsTargets && situation.RelativeActs is { } relative ? $"{relative}, all the while"
            : null;
        return new(outcome, AttemptReporter.Report(records, state.Verifying?.Since, outcome, detail, now, situation.Zone));
    }

    /// <summary>Why the step is passed over, or null.</summary>
    private static string? WhyNot(AttemptState state, Step step)
    {
        var failed = step.Phase == StepPhase.Act ? state.Done.LastOrDefault(record => record is { Phase: StepPhase.Act, Outcome: StepOutcome.Failed }) : null;
        // A step that asks about the failure was written for it.
        if (failed is not null && step.When?.Facts.Any(fact => fact.Root == "steps" && fact.Key == failed.Name) != true) return $"{failed.Name} failed";
        return step.When is null || step.When.Holds(path => state.Facts.ValueOf(path, state.Plan.Number, state.Known)) ? null : "its condition does not hold";
    }

    private static AttemptMove Observe(AttemptState state, PreparedStep ready, DateTimeOffset now)
    {
        if (state.Verifying is not { } progress) return new AttemptMove.Run(ready, Limit(state, ready.Step, now), FirstTry: true);
        var next = progress.LastAt + state.PatienceFor(ready.Step).Interval;
        return next > now ? new AttemptMove.Wait(next) : new AttemptMove.Run(ready, Limit(state, ready.Step, now), FirstTry: false);
    }

    private static AttemptMove Act(AttemptState state, AttemptSituation situation, PreparedStep ready, DateTimeOffset now)
    {
        var step = ready.Step;
        // What has begun to act finishes; a person decides for themselves.
        if (situation.DependencyDown is { } down && state.Plan.By is null && !state.Done.Any(record => record.Acted)) return PutOff(state, situation, $"{down}, which {state.Facts.Service.Name} needs, is down", now);
        var dry = situation.RecoveryOff ?? (state.Plan.DryRun ? "it is a dry run" : null);
        if (dry is not null) return Not(StepOutcome.Previewed, dry);
        if (state.Plan.By is null && situation.NotByItself is { } kept) return Not(StepOutcome.Previewed, kept);
        if (!state.Plan.OverBudget && situation.TooWide is { } wide) return Not(StepOutcome.Previewed, state.Plan.By is null ? wide : wide + "; --override-budget sets that aside");
        var onPlansApproval = false;
        if (NeedsApproval(ready, situation) && state.ApprovedStep != step.Name)
        {
            onPlansApproval = state.Plan.Approved && !state.PlanApprovalUsed;
            if (!onPlansApproval) return Approval(state, situation, ready, now);
        }

        if (!state.Plan.OverBudget && situation.ActionsLastHour >= situation.ActionsPerHour)
        {
            return Not(StepOutcome.Failed, $"{state.Runbook.Name} acted {situation.ActionsLastHour} times on {state.Facts.Service.Name} in the last hour; {situation.ActionsPerHour} are allowed");
        }

        if (state.HoldsTargets) return new AttemptMove.Run(ready, Limit(state, step, now), FirstTry: true, onPlansApproval);
        return situation is { TargetsHeldBy: null, RelativeActs: null } ? new AttemptMove.Hold(state.Runbook.LocksOn(state.Facts.Service)) : new AttemptMove.Wait(now + AskAgainForTargets);

        AttemptMove.Conclude Not(StepOutcome outcome, string reason) => new(NotRun(step, ready.Title, outcome, reason, now) with { Risk = ready.Risk });
    }

    private static AttemptMove.End PutOff(AttemptState state, AttemptSituation situation, string because, DateTimeOffset now) =>
        new(AttemptOutcome.PutOff, AttemptReporter.Report(state.Done, null, AttemptOutcome.PutOff, because, now, situation.Zone));

    private static bool NeedsApproval(PreparedStep ready, AttemptSituation situation) =>
        ready.Risk == Risk.Destructive || situation.ApproveReversible;

    private static AttemptMove Approval(AttemptState state, AttemptSituation situation, PreparedStep ready, DateTimeOffset now)
    {
        if (state.Asked is { WaitsUntil: { } until })
        {
            return now < until
                ? new AttemptMove.Wait(until)
                : new AttemptMove.Conclude(NotRun(ready.Step, ready.Title, StepOutcome.NotApproved, "nobody approved it in time", now) with { Risk = ready.Risk });
        }

        var end = now + situation.ApproveWithin;
        return new AttemptMove.Ask(new OfferedApproval(
            state.Plan.Number,
            state.Runbook.Name,
            ready.Step.Name,
            ready.Title,
            situation.Approvers.Count > 0 ? situation.Approvers : state.Runbook.Approvers,
            end < state.Plan.Deadline ? end : state.Plan.Deadline,
            Math.Max(situation.Approvals, state.Runbook.Approvals),
            NotBy: situation.AnotherApproves ? state.Plan.By : null)
        {
            Says = state.Runbook.Says,
            Seen = AttemptReporter.Seen(state.Done),
        });
    }

    private static AttemptMove.Conclude Skip(AttemptState state, Step step, string reason, DateTimeOffset now) =>
        new(NotRun(step, Title(state, step), StepOutcome.Skipped, reason, now));

    /// <summary>What a step that is not prepared would do, in the imperative, as far as its facts are there.</summary>
    private static string Title(AttemptState state, Step step) =>
        step.Title?.Fill(path => state.Facts.ValueOf(path, state.Plan.Number, state.Known), (_, _, value) => value, out _) ?? $"run step {step.Name}";

    private static TimeSpan Limit(AttemptState state, Step step, DateTimeOffset now)
    {
        var left = state.Plan.Deadline - now;
        return step.Uninterruptible || step.Timeout < left ? step.Timeout : left;
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
