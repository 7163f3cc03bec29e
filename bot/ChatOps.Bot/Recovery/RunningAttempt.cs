using ChatOps.Bot.Intake;
using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.Recovering;
using ChatOps.Core.Intake;
using ChatOps.Core.Recovery;
using ChatOps.Storage;
using ChatOps.Storage.Attempts;

namespace ChatOps.Bot.Recovery;

/// <summary>Runs one attempt from its first turn to its end, and brings its end to the intake.</summary>
internal sealed class RunningAttempt(Database database, IntakeService intake, AttemptTurn turn, StepRun steps, AttemptBell bell, TimeProvider time, ILogger<RunningAttempt> log)
{
    private static readonly TimeSpan HeartBeat = AttemptTurn.TargetLease / 3;
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    /// <summary>Runs it. Returns when it has ended, or when it is no longer ours.</summary>
    public async Task RunAsync(AttemptRow row, long fence, AttemptState state, CancellationToken stopping)
    {
        var written = 0;
        while (true)
        {
            var ring = bell.Next;
            var (known, at, count) = (state, fence, written);
            if (await Insist(() => intake.RunAsync("attempt-turn", session => turn.Take(session, row, at, known, count), stopping), stopping).ConfigureAwait(false) is not { } taken)
            {
                log.LogWarning("{Incident}: attempt {Attempt} is run by somebody else now", row.Incident, row.Plan.Number);
                return;
            }

            (fence, state, written) = (taken.Fence, taken.State, taken.State.Done.Count);
            switch (taken.Move)
            {
                case AttemptMove.Run run:
                    if (await RunStep(row, fence, state, run, stopping).ConfigureAwait(false) is not { } after) return;
                    state = after;
                    break;
                case AttemptMove.Conclude conclude:
                    state = state.With(conclude.Record);
                    break;
                case AttemptMove.Ask ask:
                    await Insist(() => intake.AcceptAsync(row.Incident, new ApprovalNeeded(ask.Approval), stopping), stopping).ConfigureAwait(false);
                    state = state with { Asked = ask.Approval };
                    break;
                case AttemptMove.Wait wait:
                    await Pause(ring, wait.Until, stopping).ConfigureAwait(false);
                    break;
                case AttemptMove.End end:
                    await EndAsync(row, fence, end, stopping).ConfigureAwait(false);
                    return;
            }
        }
    }

    /// <summary>Ends the row (keeping its targets until their lease ends, where what it began outside may still go on) and brings the end to the incident, in one transaction.</summary>
    public async Task EndAsync(AttemptRow row, long fence, AttemptMove.End end, CancellationToken stopping, bool keepTargets = false)
    {
        var (number, report) = (row.Plan.Number, end.Report);
        IncidentInput input = row.Purpose == AttemptPurpose.VerifyAgain
            ? new VerifiedAgain(number, end.Outcome == AttemptOutcome.Passed, report.Result)
            : new AttemptEnded(number, end.Outcome, report);
        var ended = await Insist(
            () => intake.RunAsync(
                "attempt-ended",
                session =>
                {
                    if (!session.Transaction.Attempts.End(row.Id, fence, end.Outcome, report, session.Now, keepTargets)) return false;
                    if (row.Purpose == AttemptPurpose.Attempt) session.Transaction.Outcomes.CountAttempt(row.Plan.Runbook, end.Outcome, session.Now);
                    session.Feed(row.Incident, input);
                    Learning.Take(session, row, end.Outcome, report);
                    return true;
                },
                stopping),
            stopping).ConfigureAwait(false);
        if (ended) log.LogInformation("{Incident}: attempt {Attempt} ({Runbook}) ended: {Outcome}. {Result}", row.Incident, number, row.Plan.Runbook, end.Outcome, report.Result);
        // Others may wait for its targets or for its place.
        bell.Ring();
    }

    /// <summary>The attempt after the step; null when the attempt was lost meanwhile.</summary>
    private async Task<AttemptState?> RunStep(AttemptRow row, long fence, AttemptState state, AttemptMove.Run run, CancellationToken stopping)
    {
        using var ending = new CancellationTokenSource();
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var watched = new CancellationTokenSource();
        var watch = Watch(row, fence, state, ending, lost, watched.Token);
        var (startedAt, start) = (time.GetUtcNow(), time.GetTimestamp());
        try
        {
            var (result, cut) = await steps.RunAsync(run, state.Plan.Deadline, ending.Token, lost.Token).ConfigureAwait(false);
            var endedAt = startedAt + time.GetElapsedTime(start);
            var step = run.Step;
            return cut
                ? state.With(new(step.Step.Name, step.Step.Phase, step.Step.Action, step.Risk, step.Title, StepOutcome.Cancelled, result.Sentence, startedAt, endedAt, result.Output))
                : state.Ran(run, result, startedAt, endedAt);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            log.LogWarning("{Incident}: attempt {Attempt} was taken over by somebody else while {Step} ran", row.Incident, row.Plan.Number, run.Step.Step.Name);
            return null;
        }
        finally
        {
            await watched.CancelAsync().ConfigureAwait(false);
            await watch.ConfigureAwait(false);
        }
    }

    /// <summary>While a step runs: gives signs of life, ends the step when the attempt's time is over or when it is told to, and when it is lost.</summary>
    private async Task Watch(AttemptRow row, long fence, AttemptState state, CancellationTokenSource ending, CancellationTokenSource lost, CancellationToken done)
    {
        try
        {
            var lastSign = time.GetTimestamp();
            while (true)
            {
                var ring = bell.Next;
                var left = state.Plan.Deadline - time.GetUtcNow();
                if (left <= TimeSpan.Zero || await IsTold(row, done).ConfigureAwait(false)) await ending.CancelAsync().ConfigureAwait(false);
                await AttemptBell.WaitAsync(ring, !ending.IsCancellationRequested && left < HeartBeat ? left : HeartBeat, time, done).ConfigureAwait(false);
                if (time.GetElapsedTime(lastSign) < HeartBeat) continue;
                lastSign = time.GetTimestamp();
                var now = time.GetUtcNow();
                var (ours, held) = await Insist(
                    () => database.WriteAsync(transaction => (transaction.Attempts.Renew(row.Id, fence, now + AttemptTurn.Lease), !state.HoldsTargets || transaction.Attempts.KeepLocks(row.Id, now + AttemptTurn.TargetLease)), done),
                    done).ConfigureAwait(false);
                if (!ours) await lost.CancelAsync().ConfigureAwait(false);
                // Stalled for longer than the lease, it may not go on acting on what another attempt has taken meanwhile.
                else if (!held) await ending.CancelAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>Whether the attempt was told to end.</summary>
    private async Task<bool> IsTold(AttemptRow row, CancellationToken cancellationToken) =>
        await Insist(() => database.ReadAsync(read => read.Attempts.Find(row.Id)?.Signal is AttemptSignal.TimeOut or AttemptSignal.Superseded, cancellationToken), cancellationToken).ConfigureAwait(false);

    private async Task Pause(Task ring, DateTimeOffset until, CancellationToken stopping)
    {
        var left = until - time.GetUtcNow();
        if (left <= TimeSpan.Zero) return;
        await AttemptBell.WaitAsync(ring, left < HeartBeat ? left : HeartBeat, time, stopping).ConfigureAwait(false);
    }

    /// <summary>Storage that is away comes back; until then nothing moves.</summary>
    private async Task<T> Insist<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await work().ConfigureAwait(false);
            }
            catch (StorageUnavailableException)
            {
                await Task.Delay(TryAgain, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
