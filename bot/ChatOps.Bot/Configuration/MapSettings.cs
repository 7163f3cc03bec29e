using ChatOps.Alerting.Mapping;

namespace ChatOps.Bot.Configuration;

/// <summary>Reads <c>Sources:{name}:Map</c>: how the messages of a tool become alerts.</summary>
internal static class MapSettings
{
    private static readonly MapText Nothing = MapText.Parse("''");

    /// <summary>The maps of a source.</summary>
    /// <param name="keys">The source's section.</param>
    /// <param name="shipped">What its kind comes with; the keys that are set then stand instead of those. Empty: the section says all.</param>
    /// <returns>None when there is no section.</returns>
    public static IReadOnlyList<AlertMap> Read(KeyReader keys, IReadOnlyList<AlertMap> shipped)
    {
        if (!keys.Has("Map"))
        {
            keys.Text("Map");
            return [];
        }

        return keys.Section("Map", map => Read(map, shipped, new AlertMap { Name = Nothing, Status = Nothing }));
    }

    private static IReadOnlyList<AlertMap> Read(KeyReader keys, IReadOnlyList<AlertMap> shipped, AlertMap empty)
    {
        if (shipped.Count == 0)
        {
            foreach (var needed in (string[])["Name", "Status"])
            {
                if (!keys.Has(needed)) keys.Wrong(needed, "where it stands in the message, such as check.name, {check.name} on {host} or 'a fixed text'");
            }
        }

        // Each is read once, or a mistake would be told as often as there are maps.
        var change = ChangeOf(keys);
        return shipped.Count == 0 ? [change(empty)] : [.. shipped.Select(map => map.IsTest ? map : change(map))];
    }

    private static Func<AlertMap, AlertMap> ChangeOf(KeyReader keys)
    {
        var (when, each, name, status) = (Conditions(keys), Text(keys, "Each"), Text(keys, "Name"), Text(keys, "Status"));
        var (firing, resolved, ignored) = (keys.List("Firing"), keys.List("Resolved"), keys.List("Ignored"));
        var (severity, severities) = (Text(keys, "Severity"), keys.Texts("Severities"));
        var (service, fingerprint, summary, description) = (Text(keys, "Service"), Text(keys, "Fingerprint"), Text(keys, "Summary"), Text(keys, "Description"));
        var (startsAt, endsAt, page, branch, defaultBranch) = (Text(keys, "StartsAt"), Text(keys, "EndsAt"), Text(keys, "Page"), Text(keys, "Branch"), Text(keys, "DefaultBranch"));
        var (links, labels) = (Named(keys, "Links"), Named(keys, "Labels"));
        return map => map with
        {
            When = when.Count > 0 ? when : map.When,
            Each = each ?? map.Each,
            Name = name ?? map.Name,
            Status = status ?? map.Status,
            Firing = firing.Count > 0 ? firing : map.Firing,
            Resolved = resolved.Count > 0 ? resolved : map.Resolved,
            Ignored = ignored.Count > 0 ? ignored : map.Ignored,
            Severity = severity ?? map.Severity,
            Severities = severities.Count > 0 ? severities : map.Severities,
            Service = service ?? map.Service,
            Fingerprint = fingerprint ?? map.Fingerprint,
            Summary = summary ?? map.Summary,
            Description = description ?? map.Description,
            StartsAt = startsAt ?? map.StartsAt,
            EndsAt = endsAt ?? map.EndsAt,
            Page = page ?? map.Page,
            Branch = branch ?? map.Branch,
            DefaultBranch = defaultBranch ?? map.DefaultBranch,
            Links = links.Count > 0 ? links : map.Links,
            Labels = [.. map.Labels, .. labels],
        };
    }

    private static MapText? Text(KeyReader keys, string key) => keys.List(key) is { Count: > 0 } texts ? Parse(keys, key, texts) : null;

    private static MapText? Parse(KeyReader keys, string key, IReadOnlyList<string> texts)
    {
        try
        {
            return MapText.Parse(texts);
        }
        catch (FormatException exception)
        {
            keys.Findings.Mistake($"{keys.PathOf(key)} cannot be read: {exception.Message}");
            return null;
        }
    }

    private static List<MapCondition> Conditions(KeyReader keys) =>
        [.. keys.Texts("When").Select(pair => Parse(keys, $"When:{pair.Key}", [pair.Key]) is { } path ? new MapCondition(path, pair.Value) : null).OfType<MapCondition>()];

    private static List<KeyValuePair<string, MapText>> Named(KeyReader keys, string key) =>
        [.. keys.Texts(key).Select(pair => (pair.Key, Text: Parse(keys, $"{key}:{pair.Key}", [pair.Value]))).Where(pair => pair.Text is not null).Select(pair => new KeyValuePair<string, MapText>(pair.Key, pair.Text!))];
}
