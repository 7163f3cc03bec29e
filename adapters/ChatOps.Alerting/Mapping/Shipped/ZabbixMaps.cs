using static ChatOps.Alerting.Mapping.Shipped.ShippedMaps;

namespace ChatOps.Alerting.Mapping.Shipped;

/// <summary>
/// Zabbix, with the script and parameters of <c>docs/sources.md</c>: its webhooks have no shape of their own. All values are texts, and the test button
/// leaves the macros as they are.
/// </summary>
internal static class ZabbixMaps
{
    private static readonly Dictionary<string, string> Severities = new() { ["0"] = "info", ["1"] = "info", ["2"] = "warning", ["3"] = "warning", ["4"] = "warning", ["5"] = "critical" };

    public static readonly IReadOnlyList<AlertMap> All =
    [
        Map with { When = [When("event_id", "{*")], Name = Text("'ZabbixTest'"), Status = Text("'test'"), Firing = [], Fingerprint = null, IsTest = true },
        Map,
    ];

    private static AlertMap Map => new()
    {
        Name = Text("tags[tag=alertname].value", "name"),
        // An update (somebody wrote or acknowledged) is told with the value of its problem.
        Status = Text("{value}/{update}", "value"),
        Firing = ["1", "1/0"],
        Resolved = ["0", "0/*"],
        Ignored = ["1/*"],
        Severity = Text("severity"),
        Severities = Severities,
        Service = Text("tags[tag=service].value", "host"),
        Fingerprint = Text("event_id"),
        Summary = Text("{name} on {host}", "name"),
        Description = Text("message"),
        Page = Text("url"),
        Labels = [Named("instance", "host"), Named("trigger_id", "trigger_id"), Named("environment", "tags[tag=environment].value"), Named("challenge", "tags[tag=challenge].value")],
    };
}
