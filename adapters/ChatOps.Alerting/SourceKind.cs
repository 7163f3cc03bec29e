namespace ChatOps.Alerting;

/// <summary>The sorts of sender. What lists and lifts silences should not be in the hands of every script that may send an alert.</summary>
public enum SourceKind
{
    /// <summary>Every path that takes alerts.</summary>
    Any,

    /// <summary>Prometheus, amtool and what else speaks Alertmanager's API: <c>/api/v2/</c>.</summary>
    Prometheus,

    /// <summary>Alertmanager: its webhook <c>/webhooks/alertmanager</c>, and <c>/api/v2/</c>.</summary>
    Alertmanager,

    /// <summary>Whatever sends the bot's own plain JSON: <c>/webhooks/alert</c>.</summary>
    Alert,

    /// <summary>Grafana's webhook contact point: <c>/webhooks/grafana</c>.</summary>
    Grafana,

    /// <summary>Whatever can page PagerDuty: <c>/v2/enqueue</c>.</summary>
    PagerDuty,

    /// <summary>CloudEvents over HTTP: <c>/webhooks/cloudevents</c>.</summary>
    CloudEvents,

    /// <summary>CloudWatch alarms by Amazon SNS: <c>/webhooks/sns</c>.</summary>
    Sns,

    /// <summary>Whatever sends JSON or a form, read as the source's <c>Map</c> says: <c>/webhooks/mapped</c>.</summary>
    Mapping,

    /// <summary>Datadog's webhook integration: <c>/webhooks/datadog</c>.</summary>
    Datadog,

    /// <summary>Sentry's internal integration: <c>/webhooks/sentry</c>.</summary>
    Sentry,

    /// <summary>Uptime Kuma's webhook: <c>/webhooks/uptimekuma</c>.</summary>
    UptimeKuma,

    /// <summary>Healthchecks.io's webhook: <c>/webhooks/healthchecks</c>.</summary>
    Healthchecks,

    /// <summary>Zabbix, by a media type of kind webhook: <c>/webhooks/zabbix</c>.</summary>
    Zabbix,

    /// <summary>Jenkins, by its Notification plugin: <c>/webhooks/jenkins</c>.</summary>
    Jenkins,

    /// <summary>GitLab's pipeline and deployment events: <c>/webhooks/gitlab</c>.</summary>
    GitLab,

    /// <summary>Kibana's webhook connector (Elastic): <c>/webhooks/kibana</c>.</summary>
    Kibana,

    /// <summary>Tools that know only an incoming webhook of Slack: <c>/webhooks/slack</c>.</summary>
    Slack,

    /// <summary>Tools that know only a Microsoft 365 connector or a Workflows address of Teams: <c>/webhooks/teams</c>.</summary>
    Teams,
}
