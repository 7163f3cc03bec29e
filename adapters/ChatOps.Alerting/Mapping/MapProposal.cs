namespace ChatOps.Alerting.Mapping;

/// <summary>Guesses at a map by the names that a message has, for whoever writes one.</summary>
internal static class MapProposal
{
    private const int MostLeaves = 200;
    private const int MostShown = 12;

    // What tools call these things, the clearest word first.
    private static readonly (string Key, string[] Words)[] Usual =
    [
        ("Name", ["alertname", "alert_name", "rule_name", "check_name", "name", "title", "check", "rule", "monitor"]),
        ("Status", ["status", "state", "transition", "alert_status", "event_type", "action", "result"]),
        ("Severity", ["severity", "priority", "level", "urgency"]),
        ("Service", ["service", "service_name", "component", "application", "app", "host", "hostname"]),
        ("Fingerprint", ["fingerprint", "dedup_key", "alert_id", "incident_id", "problem_id", "key", "id"]),
        ("Summary", ["summary", "message", "msg", "text", "subject"]),
        ("Description", ["description", "details", "body", "reason"]),
        ("Page", ["url", "link", "web_url", "href"]),
    ];

    /// <summary>The keys of a map with the paths that may be theirs.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(Given given)
    {
        var paths = given.Leaves(MostLeaves).Select(leaf => leaf.Key).Where(path => path.Length > 0).ToArray();
        var guesses = new List<KeyValuePair<string, string>>();
        foreach (var (key, words) in Usual)
        {
            if (words.Select(word => paths.FirstOrDefault(path => LastStep(path).Equals(word, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(path => path is not null) is { } found) guesses.Add(new(key, found));
        }

        return guesses;
    }

    /// <summary>The same in a sentence, with what else the message has; its values are not in it.</summary>
    public static string Sentence(Given given)
    {
        var paths = given.Leaves(MostLeaves).Select(leaf => leaf.Key).Where(path => path.Length > 0).ToArray();
        if (paths.Length == 0) return "The message holds nothing to read.";
        var guesses = Of(given);
        var proposal = guesses.Count == 0 ? "" : $" A Map might begin with {string.Join(", ", guesses.Select(guess => $"\"{guess.Key}\": \"{guess.Value}\""))}.";
        return $"The message has {string.Join(", ", paths.Take(MostShown))}{(paths.Length > MostShown ? ", …" : "")}.{proposal}";
    }

    private static string LastStep(string path)
    {
        var dot = path.LastIndexOf('.');
        return dot < 0 ? path : path[(dot + 1)..];
    }
}
