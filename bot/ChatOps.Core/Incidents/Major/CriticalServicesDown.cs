using System.Globalization;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents.Opening;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Major;

/// <summary>
/// The number of critical services that are down rose to the figure: opens the major incident that is their parent (rule 2.18). Forwarded, without an
/// incident, by the decision that made the number rise.
/// </summary>
/// <param name="Environment">The environment of the one that made it rise.</param>
/// <param name="Children">Their incidents.</param>
public sealed record CriticalServicesDown(string Environment, IReadOnlyList<MajorChild> Children) : IncidentInput(Actor.Bot)
{
    /// <summary>The key of the major incident that it opens.</summary>
    public IncidentKey Key => CriticalServicesDownRule.KeyOf(Environment);
}

/// <summary>Rule 2.18: one parent, which stands at Level 4 and repeats.</summary>
internal static class CriticalServicesDownRule
{
    /// <summary>The service that a major incident has instead of one of its own.</summary>
    public const string SeveralServices = "several services";

    public static Decision Open(Draft draft, CriticalServicesDown input)
    {
        // Another decision of the same moment was first.
        if (draft.Situation.CriticalDown.Major is not null || draft.Situation.KeyHeldBy is not null) return draft.End();
        var names = string.Join(", ", input.Children.Select(child => child.Service));
        var title = string.Create(CultureInfo.InvariantCulture, $"{input.Children.Count} critical services are down: {names}");
        var impact = string.Join("; ", input.Children.Select(child => child.Impact).OfType<string>().Distinct());
        var service = new Service(SeveralServices, Domain.Infrastructure, Criticality.Critical, true, impact.Length == 0 ? null : impact, [], [], new Dictionary<string, string>());
        Openings.Record(draft, KeyOf(input.Environment), service, title, Severity.Critical, null, declared: false, alerts: null, []);
        MajorRules.Begin(draft, title);
        foreach (var child in input.Children)
        {
            draft.Record(new ChildLinked(draft.Now, draft.By, child));
            draft.Do(new Forward(child.Incident, new LinkToMajor(draft.Incident.Id)));
        }

        return draft.End();
    }

    /// <summary>One at a time in an environment.</summary>
    public static IncidentKey KeyOf(string environment) => new(environment, SeveralServices, Challenge.ServiceDown, "major");
}
