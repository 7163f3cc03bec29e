using ChatOps.Bot.Configuration;
using ChatOps.Bot.Intake;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;
using ChatOps.Storage;
using ChatOps.Storage.Attempts;

namespace ChatOps.Bot.Recovery;

/// <summary>
/// One turn of a running attempt, in one transaction: keep what happened, advance the fence, read the facts, decide the next move, and count it before
/// it is made. Who has lost the attempt learns it here, before anything is done.
/// </summary>
internal sealed class AttemptTurn(Settings settings, Runbooks runbooks, CleanText clean)
{
    /// <summary>Without a sign of life for so long, a runner counts as gone.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>Without a sign of life for so long, the targets of an attempt are free for others.</summary>
    public static readonly TimeSpan TargetLease = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Dictionary<string, RecoveryRules> _rules = settings.Services.ToDictionary(entry => entry.Service.Name, entry => entry.Recovery, StringComparer.OrdinalIgnoreCase);

    /// <summary>The next move, and the attempt as it is now; null when it is no longer the caller's.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="row">The attempt's row as it was claimed.</param>
    /// <param name="fence">The fence that the caller knows.</param>
    /// <param name="state">The attempt as the caller knows it.</param>
    /// <param name="written">How many of its steps were written before.</param>
    public TurnResult? Take(IntakeSession session, AttemptRow row, long fence, AttemptState state, int written)
    {
        var (transaction, now) = (session.Transaction, session.Now);
        if (transaction.Attempts.Advance(row.Id, fence, now + Lease) is not { } next) return null;
        if (transaction.Attempts.Find(row.Id) is { Signal: { } signal } told)
        {
            state = state.Told(signal, told.SignalBy, now);
            transaction.Attempts.Heard(row.Id, next);
        }

        if (state.HoldsTargets && transaction.Attempts.Lock(row.Id, state.Runbook.LocksOn(state.Facts.Service), now + TargetLease, now) is not null) state = state with { HoldsTargets = false };
        for (var number = written; number < state.Done.Count; number++) StepRows.End(session, row, number + 1, state.Done[number]);
        var situation = Facts(session, row, state);
        var move = Decide();
        if (move is AttemptMove.Hold hold)
        {
            var relative = Guards.RelativeActs(session, row.Id, row.Service);
            var held = relative is not null ? null : transaction.Attempts.Lock(row.Id, hold.Targets, now + TargetLease, now);
            if (relative is not null) situation = situation with { RelativeActs = relative };
            else if (held is null) state = state with { HoldsTargets = true };
            else situation = situation with { TargetsHeldBy = Holder(transaction, held, now) };
            move = Decide();
        }

        if (move is AttemptMove.Run { FirstTry: true } run)
        {
            if (run.Step.Risk > Risk.Observe && !row.Plan.OverBudget) transaction.Attempts.CountAction(row.Service, row.Plan.Runbook, row.Id, state.Done.Count + 1, now);
            StepRows.Begin(transaction, row.Id, state.Done.Count + 1, run.Step, now);
        }

        return new(next, state, move);

        AttemptMove Decide() => clean.Of(AttemptDecider.Next(state, situation, name => runbooks.Actions.GetValueOrDefault(name), now));
    }

    private AttemptSituation Facts(IntakeSession session, AttemptRow row, AttemptState state)
    {
        var rules = _rules.GetValueOrDefault(row.Service) ?? RecoveryRules.Default;
        var incident = session.Find(row.Incident);
        var policy = incident?.Policy ?? new EscalationPolicy();
        var (transaction, now) = (session.Transaction, session.Now);
        var acts = incident is not null && state.Done.Count < state.Steps.Count && state.Steps[state.Done.Count].Phase == StepPhase.Act;
        return new(
            RecoveryOff.Because(transaction.Switches.Recovery(), rules, row.Service, now, settings.DisplayZone),
            transaction.Attempts.ActionsSince(row.Service, row.Plan.Runbook, now - Hour),
            policy.ActionsPerHour,
            policy.ApproveWithin,
            rules.ApproveReversible,
            rules.Approvers,
            null,
            settings.DisplayZone)
        {
            Approvals = rules.Approvals,
            AnotherApproves = rules.AnotherApproves,
            NotByItself = acts ? Guards.NotByItself(session, incident!, row.Plan.Runbook, settings.Guards.Windows) : null,
            TooWide = acts ? Guards.TooWide(session, incident!, rules) : null,
            DependencyDown = acts && incident!.Recovery.MayWait(policy, now) > TimeSpan.Zero ? Roots.Of(session, incident.Service, incident.Key.Environment) : null,
        };
    }

    private static string Holder(WriteTransaction transaction, string target, DateTimeOffset now) =>
        transaction.Attempts.HolderOf(target, now) is { } holder ? $"{holder.Incident}, attempt {holder.Number}" : "another attempt";
}

/// <summary>What a turn came to.</summary>
/// <param name="Fence">The fence from here on.</param>
/// <param name="State">The attempt as it is now.</param>
/// <param name="Move">What to do.</param>
internal sealed record TurnResult(long Fence, AttemptState State, AttemptMove Move);
