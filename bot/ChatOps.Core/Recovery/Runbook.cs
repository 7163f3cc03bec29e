using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Recovery;

/// <summary>The Level 1 procedure for a kind of problem.</summary>
/// <param name="Name">What people type: lower-case letters, digits and dashes.</param>
/// <param name="Says">What it does and what that may break, a sentence or two for people.</param>
/// <param name="Match">What it is for.</param>
/// <param name="Steps">Diagnose, act, verify, in this order.</param>
/// <param name="Approvers">Who may run it and approve its steps; empty: coordinators and above.</param>
/// <param name="MaxTries">How many automatic attempts of one incident it may have. 1 or 2.</param>
/// <param name="Text">Its YAML; an attempt keeps it.</param>
/// <param name="Approvals">How many different people have to approve a step of it (rule 6.12). 1 to 5.</param>
public sealed record Runbook(
    string Name,
    string Says,
    RunbookMatch Match,
    IReadOnlyList<Step> Steps,
    IReadOnlyList<string> Approvers,
    int MaxTries,
    string Text,
    int Approvals = 1)
{
    /// <summary>True when a step of it can change something.</summary>
    public bool Acts => Steps.Any(step => step.Phase == StepPhase.Act);

    /// <summary>What an attempt of it on this service holds alone while it acts (rule 6.5): the service, and every target that an acting phase names.</summary>
    public IReadOnlyList<string> LocksOn(Service service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return
        [
            .. Steps.Where(step => step.Phase == StepPhase.Act)
                .SelectMany(step => step.Facts)
                .Where(fact => fact.Root == "targets")
                .Select(fact => service.Targets.GetValueOrDefault(fact.Key!))
                .OfType<string>()
                .Select(target => "target " + target)
                .Prepend("service " + service.Name)
                .Distinct(StringComparer.Ordinal),
        ];
    }
}

/// <summary>What a runbook is for. What is left empty asks for nothing.</summary>
/// <param name="Challenges">The kinds of problem; one of them. Never empty.</param>
/// <param name="Services">The services; one of them.</param>
/// <param name="Domains">The domains; one of them.</param>
/// <param name="Labels">Matchers on the first alert's labels; all of them.</param>
public sealed record RunbookMatch(IReadOnlyList<Challenge> Challenges, IReadOnlyList<string> Services, IReadOnlyList<Domain> Domains, Matchers Labels)
{
    /// <summary>Whether the runbook is for this.</summary>
    public bool Fits(Challenge challenge, Service service, LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(service);
        return Challenges.Contains(challenge)
            && (Services.Count == 0 || Services.Contains(service.Name, StringComparer.OrdinalIgnoreCase))
            && (Domains.Count == 0 || Domains.Contains(service.Domain))
            && Labels.Matches(labels);
    }

    /// <summary>How much it asks: of two runbooks that fit, the one that asks more knows the case better.</summary>
    internal int Asks => (Services.Count > 0 ? 100 : 0) + (Labels.Count * 10) + (Domains.Count > 0 ? 1 : 0);
}
