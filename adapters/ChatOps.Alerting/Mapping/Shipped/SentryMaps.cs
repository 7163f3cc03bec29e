using static ChatOps.Alerting.Mapping.Shipped.ShippedMaps;

namespace ChatOps.Alerting.Mapping.Shipped;

/// <summary>
/// Sentry's webhooks of an internal integration: what a message is stands in the header <c>Sentry-Hook-Resource</c>. An issue alert fires by
/// <c>event_alert</c> and ends when the issue is resolved; a metric alert tells both.
/// </summary>
internal static class SentryMaps
{
    private const string Resource = "@Sentry-Hook-Resource";

    private static readonly Dictionary<string, string> Levels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["fatal"] = "critical",
        ["error"] = "warning",
        ["warning"] = "warning",
        ["info"] = "info",
        ["debug"] = "info",
    };

    public static readonly IReadOnlyList<AlertMap> All =
    [
        // "Send test notification" of an alert rule makes an event of its own, and its rule has no name (project_rule_actions.py, utils/samples.py).
        EventAlert with
        {
            When = [When(Resource, "event_alert"), When("data.triggered_rule", ""), When("data.event.message", "This is an example*")],
            Name = Text("'SentryTest'"),
            Status = Text("'test'"),
            Firing = [],
            Ignored = [],
            IsTest = true,
        },
        EventAlert,
        new()
        {
            When = [When(Resource, "issue")],
            Name = Text("data.issue.title"),
            Status = Text("action"),
            // Which issues matter is for Sentry's alert rules to say; here they only end.
            Resolved = ["resolved", "archived", "ignored"],
            Ignored = ["*"],
            Service = Text("data.issue.project.slug"),
            Fingerprint = Text("issue {data.issue.id}"),
            Page = Text("data.issue.web_url", "data.issue.permalink"),
        },
        new()
        {
            When = [When(Resource, "metric_alert")],
            Name = Text("data.metric_alert.alert_rule.name", "data.description_title"),
            Status = Text("action"),
            Firing = ["critical", "warning"],
            Resolved = ["resolved"],
            Ignored = ["*"],
            Severity = Text("action"),
            Service = Text("data.metric_alert.projects[0]"),
            Fingerprint = Text("metric {data.metric_alert.id}"),
            Summary = Text("data.description_title"),
            Description = Text("data.description_text"),
            StartsAt = Text("data.metric_alert.date_started"),
            EndsAt = Text("data.metric_alert.date_closed"),
            Page = Text("data.web_url"),
        },
    ];

    private static AlertMap EventAlert => new()
    {
        When = [When(Resource, "event_alert")],
        Name = Text("data.triggered_rule", "data.event.title"),
        Status = Text("action"),
        Firing = ["triggered"],
        Ignored = ["*"],
        Severity = Text("data.event.level"),
        Severities = Levels,
        Service = Text("data.event.tags[0=service][1]", "data.event.project_slug", "sentry-project-{data.event.project}"),
        Fingerprint = Text("issue {data.event.issue_id}"),
        Summary = Text("data.event.title"),
        Description = Text("in {data.event.culprit}", "data.event.culprit"),
        Page = Text("data.event.web_url"),
        Labels = [Named("environment", "data.event.environment", "data.event.tags[0=environment][1]"), Named("challenge", "data.event.tags[0=challenge][1]")],
    };
}
