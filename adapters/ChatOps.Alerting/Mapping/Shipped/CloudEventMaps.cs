using static ChatOps.Alerting.Mapping.Shipped.ShippedMaps;

namespace ChatOps.Alerting.Mapping.Shipped;

/// <summary>
/// CloudEvents: attributes by their names, the payload as <c>data</c>. A payload like the bot's own plain JSON says all; else the last word of the type
/// does (<c>com.example.disk.full.firing</c>).
/// </summary>
internal static class CloudEventMaps
{
    public static readonly IReadOnlyList<AlertMap> All =
    [
        new()
        {
            Name = Text("data.name", "data.alertname", "data.labels.alertname", "type"),
            Status = Text("data.status", "data.state", ".{type}"),
            Firing = ["firing", "alerting", "triggered", "open", "opened", "problem", "failed", "*.firing", "*.fired", "*.triggered", "*.opened", "*.failed", "*.failure", "*.error"],
            Resolved = ["resolved", "ok", "closed", "recovered", "recovery", "success", "*.resolved", "*.recovered", "*.closed", "*.succeeded", "*.success"],
            Ignored = [".*"],
            Severity = Text("data.severity", "data.labels.severity", "severity"),
            Service = Text("data.service", "data.labels.service", "subject"),
            // Without any name of its own, what it is about is its source and subject.
            Fingerprint = Text("data.fingerprint", "{source} {subject} {data.name}", "{source} {data.name}", "{source} {subject}", "source"),
            Summary = Text("data.summary", "data.annotations.summary", "data.message"),
            Description = Text("data.description", "data.annotations.description"),
            StartsAt = Text("data.startsAt", "time"),
            Page = Text("data.url", "data.generatorURL"),
            Links = [Named("Source", "source")],
            Labels = [Named("environment", "data.environment", "data.labels.environment"), Named("challenge", "data.challenge", "data.labels.challenge"), Named("instance", "data.instance", "data.labels.instance"), Named("event_type", "type"), Named("event_source", "source")],
        },
    ];
}
