using ChatOps.Bot.Configuration;
using ChatOps.Bot.Hosting;
using ChatOps.Bot.Recovery;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Bot.Cli;

/// <summary>
/// <c>runbook test NAME --service SERVICE</c>: runs a runbook now, for a service of the catalog, and tells each step. Acting steps only say what they
/// would do, unless <c>--act</c> is given. Nothing is stored, and a bot that runs beside it hears nothing of it.
/// </summary>
internal sealed class RunbookTestCommand(Settings settings, Runbooks runbooks, TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync(Launch launch, string runbook, string service, bool act, TextWriter output, CancellationToken cancellationToken)
    {
        var findings = new Findings();
        var settings = Settings.Read(SettingsSources.Read(launch, findings), findings);
        using var runbooks = Runbooks.Read(settings, launch.Time, findings);
        findings.ThrowIfWrong();
        return await new RunbookTestCommand(settings, runbooks, output, launch.Time).RunAsync(runbook, service, act, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> RunAsync(string name, string serviceName, bool act, CancellationToken cancellationToken)
    {
        if (runbooks.Shelf.Find(name) is not { } runbook) return Unknown("runbook", name, runbooks.Shelf.All.Select(known => known.Name));
        var entry = settings.Services.FirstOrDefault(known => string.Equals(known.Service.Name, serviceName, StringComparison.OrdinalIgnoreCase));
        if (entry is null) return Unknown("service", serviceName, settings.Services.Select(known => known.Service.Name));
        var now = time.GetUtcNow();
        var state = new AttemptState
        {
            Plan = new AttemptPlan(1, runbook.Name, runbook.Text, By: "you", now + Most, DryRun: !act, Approved: act),
            Runbook = runbook,
            Facts = new AttemptFacts(new IncidentId(1), "", entry.Service, runbook.Match.Challenges[0], Severity.Critical, new Dictionary<string, string>()),
            StartedAt = now,
        };
        var end = await PlayAsync(state, SituationOf(entry), cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync($"{runbook.Name} for {entry.Service.Name}: {EnumWord.Of(end.Outcome)}. {end.Report.Result}").ConfigureAwait(false);
        return end.Outcome is AttemptOutcome.Passed or AttemptOutcome.DryRun ? 0 : 1;
    }

    private async Task<AttemptMove.End> PlayAsync(AttemptState state, AttemptSituation situation, CancellationToken cancellationToken)
    {
        while (true)
        {
            var told = state.Done.Count;
            switch (AttemptDecider.Next(state, situation, runbooks.Actions.GetValueOrDefault, time.GetUtcNow()))
            {
                case AttemptMove.End end:
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

            foreach (var record in state.Done.Skip(told)) await output.WriteLineAsync($"  {EnumWord.Of(record.Phase)} {record.Name}: {EnumWord.Of(record.Outcome)}; {record.Sentence}").ConfigureAwait(false);
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

    private AttemptSituation SituationOf(CatalogEntry entry) =>
        new(entry.Recovery.Enabled ? null : $"the catalog switches self-recovery of {entry.Service.Name} off", 0, int.MaxValue, Most, false, [], null, settings.DisplayZone);

    private int Unknown(string kind, string name, IEnumerable<string> known)
    {
        var all = known.ToArray();
        var nearest = NearestName.Of(name, all);
        output.WriteLine($"There is no {kind} {KeyReader.Shown(name)}; {(nearest is not null ? $"did you mean {nearest}?" : all.Length == 0 ? "there is none at all." : $"there are {string.Join(", ", all)}.")}");
        return 1;
    }
}
