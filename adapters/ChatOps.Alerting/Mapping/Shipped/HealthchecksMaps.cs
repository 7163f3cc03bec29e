using static ChatOps.Alerting.Mapping.Shipped.ShippedMaps;

namespace ChatOps.Alerting.Mapping.Shipped;

/// <summary>Healthchecks.io's webhook, with the request bodies of <c>docs/sources.md</c> (<c>hc/integrations/webhook</c>). Its test goes by the name TEST.</summary>
internal static class HealthchecksMaps
{
    public static readonly IReadOnlyList<AlertMap> All =
    [
        Map with { When = [When("name", "TEST")], Status = Text("'test'"), Firing = [], IsTest = true },
        Map,
    ];

    private static AlertMap Map => new()
    {
        Name = Text("tags[alertname:]", "'CheckMissed'"),
        Status = Text("status"),
        Firing = ["down"],
        Resolved = ["up"],
        Ignored = ["grace", "new", "paused", "started"],
        Severity = Text("tags[severity:]"),
        Service = Text("tags[service:]", "slug", "name"),
        Fingerprint = Text("check"),
        Summary = Text("{name} is {status}"),
        Description = Text("body"),
        StartsAt = Text("now"),
        Labels = [Named("check", "name"), Named("environment", "tags[env:]"), Named("challenge", "tags[challenge:]"), Named("exit_status", "exit_status")],
    };
}
