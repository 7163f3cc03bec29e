using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Recovery;

/// <summary>All runbooks, as they were loaded together.</summary>
public sealed class RunbookShelf
{
    /// <summary>No runbook.</summary>
    public static readonly RunbookShelf Empty = new([]);

    private readonly Dictionary<string, Runbook> _byName;

    /// <summary>Makes a shelf; names are unique without case.</summary>
    public RunbookShelf(IEnumerable<Runbook> runbooks)
    {
        ArgumentNullException.ThrowIfNull(runbooks);
        All = [.. runbooks.OrderByDescending(runbook => runbook.Match.Asks).ThenBy(runbook => runbook.Name, StringComparer.Ordinal)];
        _byName = All.ToDictionary(runbook => runbook.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All of them: those that ask more (a service, labels, a domain) first, then by name.</summary>
    public IReadOnlyList<Runbook> All { get; }

    /// <summary>The runbook of this name, or null.</summary>
    public Runbook? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>
    /// The runbook for the next automatic attempt: the one the service's rules name for the challenge, then the first that fits and has a try left.
    /// </summary>
    /// <param name="challenge">The kind of problem.</param>
    /// <param name="service">The service.</param>
    /// <param name="rules">What the catalog says of the service.</param>
    /// <param name="labels">The first alert's labels.</param>
    /// <param name="used">The runbooks of the automatic attempts so far, one for each attempt.</param>
    /// <param name="why">Why there is none, a clause for people.</param>
    public Runbook? Choose(Challenge challenge, Service service, RecoveryRules rules, LabelSet labels, IReadOnlyList<string> used, out string? why)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(used);
        bool HasTryLeft(Runbook runbook) => used.Count(name => string.Equals(name, runbook.Name, StringComparison.OrdinalIgnoreCase)) < runbook.MaxTries;
        why = null;
        if (rules.Runbooks.TryGetValue(challenge, out var named))
        {
            if (Find(named) is not { } chosen) why = $"the catalog names runbook {named} for {service.Name}, which does not exist";
            else if (HasTryLeft(chosen)) return chosen;
            else why = $"runbook {chosen.Name} has no try left";
            return null;
        }

        var fitting = All.Where(runbook => runbook.Match.Fits(challenge, service, labels)).ToArray();
        if (fitting.FirstOrDefault(HasTryLeft) is { } runbook) return runbook;
        why = challenge == Challenge.Unknown ? "no rule names its challenge, so no runbook fits"
            : fitting.Length == 0 ? $"no runbook for {challenge}"
            : $"runbook {string.Join(" and ", fitting.Select(one => one.Name))} has no try left";
        return null;
    }
}
