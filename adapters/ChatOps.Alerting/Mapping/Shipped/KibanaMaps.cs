using static ChatOps.Alerting.Mapping.Shipped.ShippedMaps;

namespace ChatOps.Alerting.Mapping.Shipped;

/// <summary>
/// Kibana's webhook connector (Elastic), with the action body of <c>docs/sources.md</c>, for each alert and for its group Recovered. Its test leaves the
/// variables as they are.
/// </summary>
internal static class KibanaMaps
{
    public static readonly IReadOnlyList<AlertMap> All =
    [
        Map with { When = [When("rule", "{{*")], Name = Text("'KibanaTest'"), Status = Text("'test'"), Fingerprint = null, IsTest = true },
        Map,
    ];

    private static AlertMap Map => new()
    {
        Name = Text("tags[alertname:]", "name"),
        Status = Text("group"),
        Resolved = ["recovered"],
        Severity = Text("tags[severity:]"),
        Service = Text("tags[service:]", "alert"),
        Fingerprint = Text("{rule} {alert}", "rule"),
        Summary = Text("{name}: {reason}", "name"),
        Description = Text("message"),
        StartsAt = Text("date"),
        Page = Text("url"),
        Labels = [Named("rule", "name"), Named("instance", "alert"), Named("environment", "tags[env:]"), Named("challenge", "tags[challenge:]")],
    };
}
