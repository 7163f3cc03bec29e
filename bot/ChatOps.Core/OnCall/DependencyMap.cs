using System.Collections.Concurrent;

namespace ChatOps.Core.OnCall;

/// <summary>
/// Which services need which, over any number of steps, as the catalog says (<c>DependsOn</c>). Circles are harmless: services that need each other in a
/// circle are no reason for one another, only for those outside it.
/// </summary>
public sealed class DependencyMap
{
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    private readonly Dictionary<string, Service> _services;
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _reached = new(Names);
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _needed = new(Names);
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _dependants = new(Names);

    /// <summary>Makes a map. What no service is named by is passed over.</summary>
    public DependencyMap(IEnumerable<Service> services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services.DistinctBy(service => service.Name, Names).ToDictionary(service => service.Name, Names);
    }

    /// <summary>The services that this one needs, over any number of steps, the nearest first; those that need it in turn are left out.</summary>
    public IReadOnlyList<string> NeededBy(string service) => _needed.GetOrAdd(service, name => [.. Reached(name).Where(other => !Reaches(other, name))]);

    /// <summary>The services that need this one, over any number of steps; those that it needs in turn are left out.</summary>
    public IReadOnlyList<string> DependantsOf(string service) =>
        _dependants.GetOrAdd(service, name => [.. _services.Keys.Where(other => Reaches(other, name) && !Reaches(name, other))]);

    /// <summary>Whether one of the two needs the other, in whatever way; a service is not its own relative.</summary>
    public bool Related(string one, string other) => !Names.Equals(one, other) && (Reaches(one, other) || Reaches(other, one));

    private bool Reaches(string from, string to) => Reached(from).Contains(to, Names);

    private IReadOnlyList<string> Reached(string service) => _reached.GetOrAdd(service, Walk);

    /// <summary>Breadth first, so that the nearest stands first.</summary>
    private List<string> Walk(string service)
    {
        List<string> reached = [];
        var seen = new HashSet<string>(Names);
        var next = new Queue<string>([service]);
        while (next.TryDequeue(out var name))
        {
            if (!_services.TryGetValue(name, out var known)) continue;
            foreach (var needed in known.DependsOn.Where(needed => _services.ContainsKey(needed) && seen.Add(needed)))
            {
                reached.Add(_services[needed].Name);
                next.Enqueue(needed);
            }
        }

        return reached;
    }
}
