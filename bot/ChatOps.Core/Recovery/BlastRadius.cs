using System.Globalization;
using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Recovery;

/// <summary>
/// How much may be acted on at once (rule 6.8). An instance is one value of the first of <see cref="InstanceLabels"/> that an alert has; a service says how
/// many it has (<c>Services:NAME:Instances</c>).
/// </summary>
public static class BlastRadius
{
    /// <summary>The labels that tell the instances of a service apart, the most exact first.</summary>
    public static readonly IReadOnlyList<string> InstanceLabels = ["pod", "instance", "container", "node", "host"];

    /// <summary>The instance that an alert is about, or null when it names none.</summary>
    public static string? InstanceOf(LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return InstanceLabels.Select(labels.Get).FirstOrDefault(value => value.Length > 0);
    }

    /// <summary>How many instances may be acted on at once: the share, rounded down, and one at least.</summary>
    /// <param name="instances">How many there are, 1 and up.</param>
    /// <param name="share">The share, above 0 and up to 1.</param>
    public static int Allowed(int instances, double share) => Math.Max(1, (int)Math.Floor((instances * share) + 1e-9));

    /// <summary>Why nothing may act on a service now, a clause for people; null when it may.</summary>
    /// <param name="service">The service.</param>
    /// <param name="firing">How many of its instances fire; alerts that name none count as one.</param>
    /// <param name="rules">How many it has, and the share.</param>
    public static string? TooWide(string service, int firing, RecoveryRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var allowed = Allowed(rules.Instances, rules.MaxShare);
        return rules.Instances > 1 && firing > allowed
            ? string.Create(CultureInfo.InvariantCulture, $"{firing} of the {rules.Instances} instances of {service} fire, and self-recovery may act on {allowed} at once ({100 * rules.MaxShare:0.#} %)")
            : null;
    }

    /// <summary>The attempt that acts on a service which needs this one or is needed by it, a clause for people; null when none does.</summary>
    /// <param name="service">The service.</param>
    /// <param name="acting">Who acts on which service now; attempts of others.</param>
    /// <param name="map">Who needs whom.</param>
    public static string? Relative(string service, IEnumerable<ActingAttempt> acting, DependencyMap map)
    {
        ArgumentNullException.ThrowIfNull(acting);
        ArgumentNullException.ThrowIfNull(map);
        return acting.FirstOrDefault(one => map.Related(service, one.Service)) is { } other ? $"{other.Attempt} acted on {other.Service}, and one of the two needs the other" : null;
    }
}

/// <summary>An attempt that acts on a service now.</summary>
/// <param name="Service">The service.</param>
/// <param name="Attempt">The attempt, for people (<c>INC-7, attempt 1</c>).</param>
public sealed record ActingAttempt(string Service, string Attempt);
