using ChatOps.Alerting.Receiving;
using ChatOps.Core.Alerts;
using ChatOps.Http;

namespace ChatOps.Alerting.Mapping;

/// <summary>What the maps of a source make of a message.</summary>
/// <param name="Alerts">Its alerts.</param>
/// <param name="Ignored">Why it has fewer than it might, in a sentence each.</param>
internal sealed record MappedBody(IReadOnlyList<Alert> Alerts, IReadOnlyList<string> Ignored)
{
    private static readonly string[] UsualBranches = ["main", "master"];
    private static readonly string[] BranchPrefixes = ["refs/heads/", "origin/"];

    /// <summary>Reads a message.</summary>
    /// <param name="given">The message.</param>
    /// <param name="header">Gives a header of the request, or null.</param>
    /// <param name="source">Who sent it.</param>
    /// <param name="maps">How it is read: the first that is for it counts.</param>
    /// <param name="now">The time of receipt.</param>
    /// <exception cref="BadJsonException">A map is for it and cannot make alerts of it; the message says what is missing.</exception>
    public static MappedBody Read(Given given, Func<string, string?> header, AlertSource source, IReadOnlyList<AlertMap> maps, DateTimeOffset now)
    {
        var whole = new MapScope(given, given, header);
        if (maps.FirstOrDefault(map => IsFor(map, whole)) is not { } map) return new([], [$"the message is none that {source.Name} makes alerts of"]);
        var alerts = new List<Alert>();
        var ignored = new List<string>();
        foreach (var scope in Items(map, whole))
        {
            if (alerts.Count == AlertLimits.MostAlerts) throw new BadJsonException($"{AlertLimits.MostAlerts} alerts are allowed at once.");
            if (IgnoredBranch(map, scope, source) is { } branch) ignored.Add(branch);
            else if (StatusOf(map, scope, out var word) is { } status) alerts.Add(Make(map, scope, source.Name, status, now));
            else ignored.Add($"its status \"{AlertLimits.Shown(word)}\" neither fires nor resolves");
        }

        return new(alerts, ignored);
    }

    private static bool IsFor(AlertMap map, MapScope scope) => map.When.All(condition => condition.Path.Make(scope) is var text && condition.Pattern.Length == 0
        ? text is null
        : text is not null && Pattern.FitsAny(condition.Pattern.Split('|'), text));

    private static IEnumerable<MapScope> Items(AlertMap map, MapScope whole)
    {
        if (map.Each is null) return [whole];
        var items = map.Each.Find(whole)?.Opened().Items ?? throw new BadJsonException("There is no array where Each leads.");
        return items.Select(item => whole with { Item = item });
    }

    private static AlertStatus? StatusOf(AlertMap map, MapScope scope, out string word)
    {
        word = map.Status.Make(scope) ?? throw new BadJsonException("The message has no status: nothing stands where Status leads.");
        if (Pattern.FitsAny(map.Resolved, word)) return AlertStatus.Resolved;
        if (Pattern.FitsAny(map.Firing, word)) return AlertStatus.Firing;
        if (Pattern.FitsAny(map.Ignored, word)) return null;
        if (map.Firing.Count == 0) return AlertStatus.Firing;
        throw new BadJsonException($"The status \"{AlertLimits.Shown(word)}\" is none of Firing ({string.Join(", ", map.Firing)}), Resolved ({string.Join(", ", map.Resolved)}) and Ignored ({string.Join(", ", map.Ignored)}).");
    }

    // Rule 2.3: what fails on a branch of somebody's own is theirs.
    private static string? IgnoredBranch(AlertMap map, MapScope scope, AlertSource source)
    {
        if (map.Branch?.Make(scope) is not { } given) return null;
        var branch = Plain(given);
        var counting = source.Branches.Count > 0 ? source.Branches : map.DefaultBranch?.Make(scope) is { } known ? [Plain(known)] : UsualBranches;
        return counting.Any(pattern => Pattern.Fits(pattern, branch)) ? null : $"the branch \"{AlertLimits.Shown(branch)}\" is none that counts ({string.Join(", ", counting)})";
    }

    private static string Plain(string branch)
    {
        foreach (var prefix in BranchPrefixes)
        {
            if (branch.StartsWith(prefix, StringComparison.Ordinal)) branch = branch[prefix.Length..];
        }

        return branch;
    }

    private static Alert Make(AlertMap map, MapScope scope, string source, AlertStatus status, DateTimeOffset now)
    {
        var name = map.Name.Make(scope) ?? throw new BadJsonException("The message has no name: nothing stands where Name leads.");
        var startsAt = status == AlertStatus.Firing || map.EndsAt is not null ? AnyTime.Read(map.StartsAt?.Make(scope)) : null;
        var endsAt = AnyTime.Read((map.EndsAt ?? map.StartsAt)?.Make(scope));
        var labels = LabelsOf(map, scope, name);
        if (AlertLimits.ProblemOf(labels) is { } problem) throw new BadJsonException($"Here {problem}.");
        var key = map.Fingerprint?.Make(scope);
        var alert = new Alert(
            source,
            labels,
            LabelSet.Of(("summary", AlertLimits.Cut(map.Summary?.Make(scope) ?? "")), ("description", AlertLimits.Cut(map.Description?.Make(scope) ?? ""))),
            status,
            status == AlertStatus.Resolved ? Earlier(startsAt ?? now, endsAt ?? now) : startsAt ?? now,
            status == AlertStatus.Resolved ? endsAt ?? now : null,
            GeneratorUrl: AlertLimits.WebAddress(map.Page?.Make(scope)),
            Links: Links(map, scope),
            Key: key is null ? null : AlertLimits.Cut(key));
        return map.IsTest ? TestMessage.Of(alert, now) : Notes.Started(alert, now);
    }

    private static DateTimeOffset Earlier(DateTimeOffset startsAt, DateTimeOffset endsAt) => startsAt < endsAt ? startsAt : endsAt;

    private static LabelSet LabelsOf(AlertMap map, MapScope scope, string name)
    {
        var labels = new List<KeyValuePair<string, string>>();
        foreach (var (label, text) in map.Labels) labels.Add(new(label, text.Make(scope) ?? ""));
        labels.Add(new("alertname", name));
        if (map.Service?.Make(scope) is { } service) labels.Add(new("service", service));
        if (map.Severity?.Make(scope) is { } severity) labels.Add(new("severity", map.Severities.FirstOrDefault(word => Pattern.Fits(word.Key, severity)).Value ?? severity));
        return LabelSet.From(labels);
    }

    // A link that leads nowhere is left out: the alert matters more.
    private static List<AlertLink>? Links(AlertMap map, MapScope scope)
    {
        List<AlertLink>? links = null;
        foreach (var (text, href) in map.Links)
        {
            if (AlertLimits.WebAddress(href.Make(scope)) is { } address) (links ??= []).Add(new AlertLink(text, address));
        }

        return links;
    }
}
