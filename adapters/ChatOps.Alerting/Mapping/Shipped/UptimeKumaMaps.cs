using static ChatOps.Alerting.Mapping.Shipped.ShippedMaps;

namespace ChatOps.Alerting.Mapping.Shipped;

/// <summary>Uptime Kuma's webhook, as JSON or as a form (<c>server/notification-providers/webhook.js</c>). Its test message has neither monitor nor heartbeat.</summary>
internal static class UptimeKumaMaps
{
    public static readonly IReadOnlyList<AlertMap> All =
    [
        new() { When = [When("monitor.id", ""), When("heartbeat.status", ""), When("msg", "*")], Name = Text("'UptimeKumaTest'"), Status = Text("'test'"), Summary = Text("msg"), IsTest = true },
        new()
        {
            // A warning that a certificate runs out comes with the monitor and no heartbeat; Uptime Kuma never says that it is over.
            When = [When("heartbeat.status", "*")],
            Name = Text("'MonitorDown'"),
            Status = Text("heartbeat.status"),
            Firing = ["0"],
            Resolved = ["1"],
            Ignored = ["2", "3"],
            Severity = Text("monitor.tags[name=severity].value"),
            Service = Text("monitor.tags[name=service].value", "monitor.name"),
            Fingerprint = Text("monitor.id", "heartbeat.monitorID"),
            Summary = Text("msg"),
            Description = Text("heartbeat.msg"),
            StartsAt = Text("heartbeat.time"),
            // A monitor looks whether something answers, and this one says that it does not.
            Labels = [Named("challenge", "monitor.tags[name=challenge].value", "'ServiceDown'"), Named("monitor", "monitor.name"), Named("instance", "monitor.url", "monitor.hostname"), Named("environment", "monitor.tags[name=environment].value")],
        },
    ];
}
