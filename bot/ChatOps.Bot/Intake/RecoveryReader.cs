using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Bot.Intake;

/// <summary>Reads the facts about runbooks, budgets, locks and switches.</summary>
internal sealed class RecoveryReader(IntakeSession session)
{
    private static readonly TimeSpan BudgetSpan = TimeSpan.FromHours(1);

    private World World => session.World;

    /// <summary>Adds what an attempt on this service would meet.</summary>
    public Situation WithRunbook(
        Situation situation, Service service, Challenge challenge, LabelSet labels, IReadOnlyList<AttemptSummary> attempts, Incident? incident)
    {
        var rules = World.Catalog.RulesOf(service.Name);
        var used = attempts.Where(attempt => attempt.IsUsed).Select(attempt => attempt.Runbook).ToList();
        var runbook = World.Runbooks.Choose(challenge, service, rules, labels, used, out var why);
        return situation with
        {
            Runbook = runbook is null ? null : Facts(runbook, service, challenge, incident?.Id),
            WhyNoRunbook = why,
            AttemptRunbook = incident is null ? null : OfAttempt(incident),
            RecoveryOff = WhyOff(service, rules),
        };
    }

    /// <summary>The runbook of this name, or null.</summary>
    public RunbookFacts? Named(Incident incident, string? name) =>
        name is not null && World.Runbooks.Find(name) is { } runbook ? Facts(runbook, incident.Service, incident.Challenge, incident.Id) : null;

    private RunbookFacts Facts(Runbook runbook, Service service, Challenge challenge, IncidentId? self)
    {
        var rules = World.Catalog.RulesOf(service.Name);
        var actions = session.Transaction.Attempts.ActionsSince(service.Name, runbook.Name, session.Now - BudgetSpan);
        return new RunbookFacts(runbook.Name, runbook.Text, runbook.Acts, actions, runbook.Approvers.Count > 0 ? runbook.Approvers : rules.Approvers, runbook.Says, LockedBy(runbook.LocksOn(service), self), ScoreOf(runbook, challenge, service));
    }

    private RunbookScore? ScoreOf(Runbook runbook, Challenge challenge, Service service) =>
        session.Transaction.Scores.Of(runbook.Name, challenge, service.Name) is { Tried: > 0 } score ? score : null;

    /// <summary>The runbook of the attempt that mended the incident, or that offered the approval, with the text it ran.</summary>
    private RunbookFacts? OfAttempt(Incident incident)
    {
        var number = incident.Ending?.Attempt ?? incident.Recovery.Approval?.Attempt;
        if (number is null || session.Transaction.Attempts.PlanOf(incident.Id, number.Value) is not { } plan) return null;
        return World.Runbooks.Find(plan.Runbook) is { } runbook
            ? Facts(runbook, incident.Service, incident.Challenge, incident.Id) with { Text = plan.Text }
            : new RunbookFacts(plan.Runbook, plan.Text, Acts: true, session.Transaction.Attempts.ActionsSince(incident.Service.Name, plan.Runbook, session.Now - BudgetSpan), []);
    }

    private string? WhyOff(Service service, RecoveryRules rules)
    {
        if (!rules.Enabled) return $"the catalog switches self-recovery of {service.Name} off";
        if (session.Transaction.Switches.Recovery().OffFor(service.Name) is not { } off) return null;
        return $"{off.By} switched self-recovery{(off.Service is null ? "" : " of " + off.Service)} off at {TimeText.Of(off.At, session.Now, World.Messages.Zone)}";
    }

    private string? LockedBy(IReadOnlyList<string> targets, IncidentId? self)
    {
        foreach (var target in targets)
        {
            if (session.Transaction.Attempts.HolderOf(target, session.Now) is { } holder && holder.Incident != self) return $"{holder.Incident}, attempt {holder.Number}";
        }

        return null;
    }
}
