using System.Globalization;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents.Opening;
using ChatOps.Core.Incidents.Resolving;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Major;

/// <summary>
/// The number of critical services that are down rose to the figure: opens the major incident that is their parent, or opens it again (rule 2.18).
/// Forwarded, without an incident, by the decision that made the number rise.
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
        if (draft.Situation.KeyHeldBy is { } known)
        {
            draft.Do(new Forward(known, input));
            return draft.End();
        }

        // Another decision of the same moment was first.
        if (draft.Situation.CriticalDown.Major is not null) return draft.End();
        var title = TitleOf(input);
        var impact = string.Join("; ", input.Children.Select(child => child.Impact).OfType<string>().Distinct());
        var service = new Service(SeveralServices, Domain.Infrastructure, Criticality.Critical, true, impact.Length == 0 ? null : impact, [], [], new Dictionary<string, string>());
        Openings.Record(draft, KeyOf(input.Environment), service, title, Severity.Critical, null, declared: false, alerts: null, []);
        MajorRules.Begin(draft, title);
        MajorRules.Adopt(draft, input.Children);
        return draft.End();
    }

    /// <summary>The major incident is there: open, it has its children already; resolved by a person, it is open again.</summary>
    public static Decision Decide(Draft draft, CriticalServicesDown input)
    {
        if (draft.Open || !draft.Incident.Major || draft.Situation.CriticalDown.Major is not null) return draft.End();
        Reopening.Do(draft, ReopenCause.FiredAgain, TitleOf(input));
        MajorRules.Adopt(draft, input.Children);
        return draft.End();
    }

    /// <summary>One at a time in an environment.</summary>
    public static IncidentKey KeyOf(string environment) => new(environment, SeveralServices, Challenge.ServiceDown, "major");

    private static string TitleOf(CriticalServicesDown input)
    {
        var services = input.Children.Select(child => child.Service).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{services.Count} critical services are down: {string.Join(", ", services)}");
    }
}
