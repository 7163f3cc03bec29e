using ChatOps.Core.Incidents;

namespace ChatOps.Core.Alerts;

/// <summary>Which labels make two problems different ones, beside service and challenge (rule 2.1).</summary>
/// <param name="Environment">The first of these that an alert has is its environment.</param>
/// <param name="Further">Labels whose values also stand in the key, each alone.</param>
public sealed record KeyLabels(IReadOnlyList<string> Environment, IReadOnlyList<string> Further)
{
    /// <summary><c>environment</c>, <c>env</c>, <c>cluster</c>; none further.</summary>
    public static readonly KeyLabels Default = new(["environment", "env", "cluster"], []);

    /// <summary>The key of an incident for an alert with these labels.</summary>
    public IncidentKey Of(LabelSet labels, string service, Challenge challenge)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var environment = Environment.Select(labels.Get).FirstOrDefault(value => value.Length > 0) ?? "";
        var further = Further.Where(labels.ContainsKey).Select(name => $"{name}={labels.Get(name)}");
        return new IncidentKey(environment, service, challenge, string.Join(',', further));
    }
}
