using ChatOps.Bot.Configuration;
using ChatOps.Bot.Hosting;
using ChatOps.Bot.Recovery;
using ChatOps.Core.Recovery;

namespace ChatOps.Bot.Cli;

/// <summary>
/// <c>runbook test NAME or FILE --service SERVICE or --alert FILE</c>: runs a runbook now, for a service of the catalog or for an alert, and tells each step.
/// Acting steps only say what they would do, unless <c>--act</c> is given. Nothing is stored, and a bot that runs beside it hears nothing of it.
/// </summary>
internal sealed class RunbookTestCommand(Settings settings, Runbooks runbooks, TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync(Launch launch, RunbookTestRequest request, TextWriter output, CancellationToken cancellationToken)
    {
        var findings = new Findings();
        var settings = Settings.Read(SettingsSources.Read(launch, findings), findings);
        using var runbooks = Runbooks.Read(settings, launch.Time, findings);
        findings.ThrowIfWrong();
        return await RunbookTestSubject.FindAsync(request, settings, runbooks, launch.Time, output, cancellationToken).ConfigureAwait(false) is { } subject
            ? await new RunbookTestCommand(settings, runbooks, output, launch.Time).RunAsync(subject, request.Act, cancellationToken).ConfigureAwait(false)
            : 1;
    }

    private async Task<int> RunAsync(RunbookTestSubject subject, bool act, CancellationToken cancellationToken)
    {
        var (runbook, facts, rules) = subject;
        var now = time.GetUtcNow();
        var state = new AttemptState
        {
            Plan = new AttemptPlan(1, runbook.Name, runbook.Text, By: "you", now + Most, DryRun: !act, Approved: act),
            Runbook = runbook,
            Facts = facts,
            StartedAt = now,
        };
        await output.WriteLineAsync($"{runbook.Name} for {OutsideText.Line(facts.Service.Name)}{(act ? "" : ", a dry run: observing steps look, acting steps only say what they would do")}").ConfigureAwait(false);
        foreach (var window in settings.Guards.Windows.Where(window => window.Covers(facts.Service.Name, now))) await output.WriteLineAsync($"  the maintenance window {window.Name} is on: nothing would act by itself").ConfigureAwait(false);
        var end = await PlayAsync(state, subject, cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync($"{runbook.Name} for {OutsideText.Line(facts.Service.Name)}: {EnumWord.Of(end.Outcome)}. {end.Report.Result}").ConfigureAwait(false);
        return end.Outcome is AttemptOutcome.Passed or AttemptOutcome.DryRun ? 0 : 1;
    }

    private async Task<AttemptMove.End> PlayAsync(AttemptState state, RunbookTestSubject subject, CancellationToken cancellationToken)
    {
        var situation = SituationOf(subject);
        while (true)
        {
            var told = state.Done.Count;
            switch (AttemptDecider.Next(state, situation, runbooks.Actions.GetValueOrDefault, time.GetUtcNow()))
            {
                case AttemptMove.End end:
                    if (end.Outcome == AttemptOutcome.DryRun) foreach (var step in state.Steps.Skip(state.Done.Count)) await output.WriteLineAsync($"  {EnumWord.Of(step.Phase)} {step.Name}: {Then(state, step)}").ConfigureAwait(false);
                    return end;
                case AttemptMove.Run run:
                    state = await TryAsync(state, run, cancellationToken).ConfigureAwait(false);
                    break;
                case AttemptMove.Conclude conclude:
                    state = state.With(conclude.Record);
                    break;
                case AttemptMove.Hold:
                    state = state with { HoldsTargets = true };
                    break;
                case AttemptMove.Ask ask:
                    // Whoever types --act has approved what the runbook does.
                    state = state with { Asked = null, ApprovedStep = ask.Approval.Step };
                    break;
                case AttemptMove.Wait wait:
                    await Task.Delay(wait.Until - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero, time, cancellationToken).ConfigureAwait(false);
                    break;
            }

            foreach (var record in state.Done.Skip(told)) await output.WriteLineAsync($"  {EnumWord.Of(record.Phase)} {record.Name}: {Told(record, subject)}").ConfigureAwait(false);
        }
    }

    private async Task<AttemptState> TryAsync(AttemptState state, AttemptMove.Run run, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(_ => limit.Cancel(), null, run.Limit, Timeout.InfiniteTimeSpan);
        var action = runbooks.Actions[run.Step.Step.Action];
        ActionResult result;
        try
        {
            result = await action.RunAsync(run.Step.Arguments, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            result = new(false, $"no result within {DurationText.Of(run.Limit)}");
        }

        cancellationToken.ThrowIfCancellationRequested();
        return state.Ran(run, result, began, time.GetUtcNow());
    }

    /// <summary>What became of a step; of one that would act, what people would approve, and how many of them.</summary>
    private static string Told(StepRecord record, RunbookTestSubject subject)
    {
        if (record.Outcome != StepOutcome.Previewed) return $"{EnumWord.Of(record.Outcome)}; {record.Sentence}";
        var asks = record.Risk == Risk.Destructive || subject.Rules.ApproveReversible;
        var roles = subject.Rules.Approvers.Count > 0 ? subject.Rules.Approvers : subject.Runbook.Approvers;
        var people = Math.Max(subject.Rules.Approvals, subject.Runbook.Approvals);
        return $"would {record.Title} ({EnumWord.Of(record.Risk)}{(asks ? $"; {(people == 1 ? "needs the approval" : $"needs {people} approvals")} of {(roles.Count == 0 ? "coordinators and above" : string.Join(", ", roles))}" : "")}); not done: {record.Because}";
    }

    /// <summary>What would prove that it is mended.</summary>
    private string Then(AttemptState state, Step step)
    {
        var (ready, why) = PreparedStep.From(step, runbooks.Actions.GetValueOrDefault(step.Action), state.Facts, state.Plan.Number, state.Known);
        var patience = step.Patience ?? Patience.Usual;
        return ready is null ? $"would be passed over: {why!.Reason}" : $"would be proven by: {ready.Title}, {patience.Times} in a row, every {DurationText.Of(patience.Interval)}, for {DurationText.Of(patience.For)} at most";
    }

    private AttemptSituation SituationOf(RunbookTestSubject subject) =>
        new(subject.Rules.Enabled ? null : $"the catalog switches self-recovery of {subject.Facts.Service.Name} off", 0, int.MaxValue, Most, false, [], null, settings.DisplayZone);
}
