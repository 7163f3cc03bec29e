using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;

namespace ChatOps.Bot.Intake;

/// <summary>The service catalog as the intake asks it: by alert, and by name for the rules of a service.</summary>
internal sealed class Catalog(IReadOnlyList<CatalogEntry> entries, IEnumerable<string>? exporters = null)
{
    private readonly Dictionary<string, CatalogEntry> _byName =
        entries.DistinctBy(entry => entry.Service.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(entry => entry.Service.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds the service of an alert.</summary>
    public ServiceCatalog Services { get; } = new(entries, exporters);

    /// <summary>Who needs whom.</summary>
    public DependencyMap Dependencies { get; } = new(entries.Select(entry => entry.Service));

    /// <summary>The names of all services, in the catalog's order.</summary>
    public IReadOnlyList<string> Names { get; } = [.. entries.Select(entry => entry.Service.Name).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>What runbooks may do to a service; the defaults for one outside the catalog.</summary>
    public RecoveryRules RulesOf(string service) => _byName.TryGetValue(service, out var entry) ? entry.Recovery : RecoveryRules.Default;

    /// <summary>Where a service is told, when its entry says; else null.</summary>
    public IReadOnlyDictionary<string, string>? PlacesOf(string service) =>
        _byName.TryGetValue(service, out var entry) && entry.Places.Count > 0 ? entry.Places : null;
}
