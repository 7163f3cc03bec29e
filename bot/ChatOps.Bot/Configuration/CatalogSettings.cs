using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;

namespace ChatOps.Bot.Configuration;

/// <summary>Reads <c>Services</c>.</summary>
internal static class CatalogSettings
{
    /// <param name="keys">The configuration's root.</param>
    /// <param name="usual">What holds for the recovery of a service that says nothing else.</param>
    /// <param name="order">The services' names in the order of the file: the first that fits an alert has it, and configuration sorts its keys.</param>
    public static IReadOnlyList<CatalogEntry> Read(KeyReader keys, IReadOnlyList<string> order, RecoveryRules usual)
    {
        var entries = keys.Sections("Services", (name, service) => ReadService(name, service, usual));
        var services = entries.Select(entry => entry.Service).ToArray();
        var dependants = services.SelectMany(service => service.DependsOn.Select(needed => (needed, service.Name))).ToLookup(pair => pair.needed, pair => pair.Name, StringComparer.OrdinalIgnoreCase);
        var names = services.Select(service => service.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var unknown in dependants.Where(group => !names.Contains(group.Key)))
        {
            keys.Findings.Warn($"Services:{unknown.First()}:DependsOn names {KeyReader.Shown(unknown.Key)}, which the catalog does not have");
        }

        foreach (var cycle in Cycles(services)) keys.Findings.Warn($"Services depend on each other in a circle: {string.Join(" → ", cycle)}");
        var places = order.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.OrdinalIgnoreCase);
        return [.. entries
            .Select(entry => entry with { Service = entry.Service with { Dependants = [.. dependants[entry.Service.Name].Order(StringComparer.Ordinal)] } })
            .OrderBy(entry => places.GetValueOrDefault(entry.Service.Name, int.MaxValue))];
    }

    private static CatalogEntry ReadService(string name, KeyReader keys, RecoveryRules usual) => new(
        new Service(
            name,
            keys.Choice("Domain", Domain.Infrastructure),
            keys.Choice("Criticality", Criticality.Standard),
            InCatalog: true,
            keys.Text("Impact"),
            keys.List("DependsOn"),
            [],
            keys.Texts("Targets")),
        [.. MatcherSettings.Read(keys, "Match").Select(matcher => matcher.ToString())],
        keys.Section("Route", PeopleSettings.Handles),
        keys.Section("Recovery", recovery => GuardSettings.ReadRules(recovery, usual) with
        {
            Enabled = recovery.Flag("Enabled", true),
            ApproveReversible = recovery.Flag("ApproveReversible", false),
            Approvers = recovery.List("Approvers"),
            Runbooks = ReadRunbooks(recovery),
        }) with
        {
            Instances = keys.Number("Instances", 1, 1, 100_000),
        });

    private static Dictionary<Challenge, string> ReadRunbooks(KeyReader keys)
    {
        var runbooks = new Dictionary<Challenge, string>();
        foreach (var (word, runbook) in keys.Texts("Runbooks"))
        {
            if (Enum.TryParse<Challenge>(word, ignoreCase: true, out var challenge) && !char.IsAsciiDigit(word[0])) runbooks[challenge] = runbook;
            else keys.Findings.Mistake($"{keys.PathOf("Runbooks")}:{word} holds {KeyReader.Shown(runbook)} for no challenge; allowed: {string.Join(", ", Enum.GetNames<Challenge>())}");
        }

        return runbooks;
    }

    /// <summary>Each circle once, from its first service by name.</summary>
    private static List<IReadOnlyList<string>> Cycles(IReadOnlyList<Service> services)
    {
        var needs = services.ToDictionary(service => service.Name, service => service.DependsOn, StringComparer.OrdinalIgnoreCase);
        var done = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var found = new List<IReadOnlyList<string>>();
        foreach (var name in needs.Keys.Order(StringComparer.Ordinal)) Walk(name, []);
        return found;

        void Walk(string name, List<string> path)
        {
            var start = path.FindIndex(passed => string.Equals(passed, name, StringComparison.OrdinalIgnoreCase));
            if (start >= 0)
            {
                found.Add([.. path[start..], path[start]]);
                return;
            }

            if (done.Contains(name) || !needs.TryGetValue(name, out var next)) return;
            path.Add(name);
            foreach (var needed in next) Walk(needed, path);
            path.RemoveAt(path.Count - 1);
            done.Add(name);
        }
    }
}
