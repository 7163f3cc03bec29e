using ChatOps.Bot.Hosting;
using ChatOps.Core.Alerts;
using ChatOps.Core.Delivery;
using ChatOps.Core.Incidents;

namespace ChatOps.Bot.Intake;

/// <summary>
/// Where an incident is told: its service's own places win, else the first route that fits, else the default route (section 4 of the protocol).
/// The local chat has every incident. A place on a platform that is not enabled is left out.
/// </summary>
internal sealed class Routing(IReadOnlyList<ChatRoute> routes, Catalog catalog, IReadOnlySet<string> platforms)
{
    /// <summary>The platform that has every incident.</summary>
    public const string Local = "local";

    /// <summary>Its channel.</summary>
    public const string LocalPlace = "incidents";

    private readonly IReadOnlyDictionary<string, string>? _default = routes.LastOrDefault(route => route.Match.Count == 0)?.Places;

    /// <summary>Whether no platform beside the local chat is enabled.</summary>
    public bool IsLocalAlone { get; } = platforms.All(platform => platform == Local);

    /// <summary>The places of an incident, the local chat first.</summary>
    public IReadOnlyList<ChatPlace> Of(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return Enabled(catalog.PlacesOf(incident.Service.Name) ?? Fitting(incident) ?? _default);
    }

    /// <summary>The places of the fallback route (rule 2.12): the default route without those that are the incident's own already; when nothing else is left, the same once more.</summary>
    public IReadOnlyList<ChatPlace> FallbackOf(Incident incident)
    {
        var own = Of(incident);
        var fallback = Enabled(_default);
        var other = fallback.Where(place => !own.Contains(place)).ToList();
        return other.Count > 0 ? other : fallback;
    }

    /// <summary>
    /// Whether a message on this platform in an incident's thread calls somebody. Every incident stands on the local chat, whose delivery cannot fail:
    /// beside a platform on which people are mentioned it is a record, and a mention that only it has was not delivered (rule 2.12).
    /// </summary>
    public bool Calls(string platform, Incident thread) => platform != Local || Of(thread).All(place => place.Platform == Local);

    private IReadOnlyDictionary<string, string>? Fitting(Incident incident)
    {
        if (routes.Count == 0) return null;
        var labels = Complete(incident);
        return routes.FirstOrDefault(route => route.Match.Count > 0 && route.Match.Matches(labels))?.Places;
    }

    /// <summary>What was declared has no labels, and an alert may leave out its severity, which is a warning then (rule 2.3): both are routed all the same.</summary>
    private static LabelSet Complete(Incident incident)
    {
        var labels = new Dictionary<string, string>(incident.Facts.Labels, StringComparer.Ordinal);
        labels.TryAdd("service", incident.Service.Name);
        labels.TryAdd("severity", EnumWord.Of(incident.Facts.Labels.Count == 0 ? incident.Severity : Severity.Warning));
        return LabelSet.From(labels);
    }

    private List<ChatPlace> Enabled(IReadOnlyDictionary<string, string>? places)
    {
        var enabled = new List<ChatPlace>();
        if (platforms.Contains(Local)) enabled.Add(new(Local, LocalPlace));
        foreach (var (platform, place) in places ?? new Dictionary<string, string>())
        {
            if (platform != Local && platforms.Contains(platform)) enabled.Add(new(platform, place));
        }

        return enabled;
    }
}

/// <summary>One place on one platform.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Place">The channel, conversation or repository there.</param>
internal sealed record ChatPlace(string Platform, string Place);
