using static ChatOps.Alerting.Mapping.Shipped.ShippedMaps;

namespace ChatOps.Alerting.Mapping.Shipped;

/// <summary>
/// Datadog's webhook, with the payload of <c>docs/sources.md</c>: its own default payload does not say whether a monitor triggers or recovers.
/// </summary>
internal static class DatadogMaps
{
    private static readonly Dictionary<string, string> Priorities = new(StringComparer.OrdinalIgnoreCase) { ["P1"] = "critical", ["P2"] = "warning", ["P3"] = "warning", ["P4"] = "warning", ["P5"] = "info" };

    public static readonly IReadOnlyList<AlertMap> All =
    [
        // "Test notifications" of a monitor sends the real thing with a mark somewhere in its title.
        Map with { When = [When("title", "*[TEST]*")], Status = Text("'test'"), Firing = [], IsTest = true },
        Map,
    ];

    private static AlertMap Map => new()
    {
        Name = Text("name", "title"),
        Status = Text("transition"),
        Firing = ["Triggered", "Re-Triggered", "Warn", "Re-Warn", "No Data", "Re-No Data", "Renotify"],
        Resolved = ["Recovered"],
        Ignored = ["Null"],
        Severity = Text("tags[severity:]", "priority"),
        Severities = Priorities,
        Service = Text("tags[service:]", "host"),
        Fingerprint = Text("{monitor} {scope}", "monitor", "aggregation"),
        Summary = Text("title"),
        Description = Text("text", "body"),
        StartsAt = Text("date"),
        Page = Text("link"),
        Labels = [Named("env", "tags[env:]"), Named("instance", "host"), Named("scope", "scope"), Named("team", "tags[team:]"), Named("challenge", "tags[challenge:]")],
    };
}
