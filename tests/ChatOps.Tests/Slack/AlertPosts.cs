using System.Text;
using ChatOps.Core.Alerts;
using ChatOps.Http;
using ChatOps.Slack.AlertChannels;
using ChatOps.Slack.Payloads;

namespace ChatOps.Tests.Slack;

/// <summary>What other tools post, read as alerts. Bodies are built after each sender's template; those whose exact JSON is not published say so.</summary>
internal sealed class AlertPosts
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 4, 5, TimeSpan.Zero);

    // prometheus/alertmanager notify/slack/slack.go with template/default.tmpl: one attachment, title and title_link, text empty.
    [TestCase("[FIRING:1] DiskFull db (critical node-1)", "DiskFull", AlertStatus.Firing, "critical", "db")]
    [TestCase("[FIRING:2] DiskFull db (warning)", "DiskFull", AlertStatus.Firing, "warning", "db")]
    [TestCase("[RESOLVED] DiskFull db (critical node-1)", "DiskFull", AlertStatus.Resolved, "critical", "db")]
    [TestCase("[FIRING:1]  (HighLatency checkout page)", "HighLatency", AlertStatus.Firing, "page", "checkout")]
    [TestCase(":fire: [FIRING:1] Watchdog", "Watchdog", AlertStatus.Firing, "", "")]
    public void Alertmanager_names_its_group_in_the_title(string title, string name, AlertStatus status, string severity, string service)
    {
        var alert = Read(AlertChannelKind.Alertmanager, $$"""
            { "text": "", "bot_id": "B1", "attachments": [ { "id": 1, "color": "danger", "fallback": "{{title}} | http://am.example", "title": "{{title}}", "title_link": "http://am.example/#/alerts?receiver=slack" } ] }
            """).Single();

        Assert.That((alert.Name, alert.Status, alert.Labels.Get("severity"), alert.Labels.Get("service")), Is.EqualTo((name, status, severity, service)));
        Assert.That(alert.GeneratorUrl, Is.EqualTo("http://am.example/#/alerts?receiver=slack"));
    }

    [Test]
    public void A_group_of_Alertmanager_is_the_same_when_it_is_over()
    {
        Alert Of(string title) => Read(AlertChannelKind.Alertmanager, $$"""{ "attachments": [ { "title": "{{title}}" } ] }""").Single();

        Assert.That(Of("[RESOLVED] DiskFull db (critical)").Fingerprint, Is.EqualTo(Of("[FIRING:3] DiskFull db (critical node-1)").Fingerprint));
        Assert.That(Of("[FIRING:1] DiskFull cache (critical)").Fingerprint, Is.Not.EqualTo(Of("[FIRING:3] DiskFull db (critical)").Fingerprint));
    }

    // grafana/alerting receivers/slack/v1/slack.go with templates/default_template.go.
    [Test]
    public void Grafana_lists_its_alerts_with_all_their_labels()
    {
        const string text = """
            **Firing**\n\nValue: A=91\nLabels:\n - alertname = HighCPU\n - grafana_folder = shop\n - service = checkout\n - severity = critical\nAnnotations:\n - summary = CPU over 90 %\n - description = since an hour\nSource: https://g.example/alerting/1\nSilence: https://g.example/silence\nDashboard: https://g.example/d/1\n\n\n**Resolved**\n\nValue: [no value]\nLabels:\n - alertname = HighCPU\n - grafana_folder = shop\n - service = cart\nAnnotations:\nSource: https://g.example/alerting/2\n
            """;
        var alerts = Read(AlertChannelKind.Grafana, $$"""
            { "bot_id": "B1", "attachments": [ { "color": "#D63232", "title": "[FIRING:1, RESOLVED:1] shop (HighCPU)", "title_link": "https://g.example/alerting/list", "text": "{{text.Trim()}}", "footer": "Grafana v12.1.0" } ] }
            """);

        Assert.That(alerts.Select(alert => (alert.Name, alert.Status, alert.Labels.Get("service"))), Is.EqualTo(((string, AlertStatus, string)[])[("HighCPU", AlertStatus.Firing, "checkout"), ("HighCPU", AlertStatus.Resolved, "cart")]));
        Assert.That(alerts[0].Labels, Has.Count.EqualTo(4), "the labels are those that its webhook sends");
        Assert.That((alerts[0].Annotations.Get("summary"), alerts[0].GeneratorUrl), Is.EqualTo(("CPU over 90 %", "https://g.example/alerting/1")));
        Assert.That(alerts[0].Links!.Select(link => link.Href), Is.SupersetOf((string[])["https://g.example/d/1", "https://g.example/silence"]));
    }

    // Datadog's description of its Slack notifications; the exact JSON is not published.
    [TestCase("Triggered: High error rate on checkout", AlertStatus.Firing)]
    [TestCase("Re-Triggered: High error rate on checkout", AlertStatus.Firing)]
    [TestCase("Warn: High error rate on checkout", AlertStatus.Firing)]
    [TestCase("No Data: High error rate on checkout", AlertStatus.Firing)]
    [TestCase("[Triggered on {host:web-1}] High error rate on checkout", AlertStatus.Firing)]
    [TestCase("Recovered: High error rate on checkout", AlertStatus.Resolved)]
    public void Datadog_begins_with_the_transition(string title, AlertStatus status)
    {
        var alert = Read(AlertChannelKind.Datadog, $$"""
            { "bot_id": "B1", "bot_profile": { "name": "Datadog" }, "attachments": [ { "title": "{{title}}", "title_link": "https://app.datadoghq.com/monitors/1", "text": "More than 5 %\nTags: env:prod, service:checkout, severity:critical" } ] }
            """).Single();

        Assert.That((alert.Name, alert.Status), Is.EqualTo(("High error rate on checkout", status)));
        Assert.That((alert.Labels.Get("service"), alert.Labels.Get("env"), alert.Labels.Get("severity")), Is.EqualTo(("checkout", "prod", "critical")));
    }

    // PagerDuty's guide to its Slack app; the exact JSON is not published.
    [TestCase(":rotating_light: *Triggered* #42: *<https://acme.pagerduty.com/incidents/Q1|Database is down>*", AlertStatus.Firing)]
    [TestCase(":eyes: *Acknowledged* #42: *<https://acme.pagerduty.com/incidents/Q1|Database is down>*", AlertStatus.Firing)]
    [TestCase(":white_check_mark: *Resolved* #42: *<https://acme.pagerduty.com/incidents/Q1|Database is down>*", AlertStatus.Resolved)]
    public void PagerDuty_is_the_same_incident_by_its_link(string line, AlertStatus status)
    {
        var alert = Read(AlertChannelKind.PagerDuty, $$"""
            { "bot_id": "B1", "text": "", "blocks": [ { "type": "section", "text": { "type": "mrkdwn", "text": "{{line}}" } }, { "type": "section", "text": { "type": "mrkdwn", "text": "*Service:* db" } },
              { "type": "actions", "elements": [ { "type": "button", "text": { "type": "plain_text", "text": "Acknowledge" } }, { "type": "button", "text": { "type": "plain_text", "text": "Resolve" } } ] } ] }
            """).Single();

        Assert.That((alert.Status, alert.Labels.Get("service"), alert.Key), Is.EqualTo((status, "db", "https://acme.pagerduty.com/incidents/Q1")));
        Assert.That(alert.Name, Is.EqualTo("Database is down"));
    }

    // terraform-aws-modules/notify-slack (fields), AWS Chatbot's fallback, and the notification's own subject.
    [TestCase("""{ "attachments": [ { "color": "danger", "fallback": "Alarm db-cpu triggered", "fields": [ { "title": "Alarm Name", "value": "`db-cpu`" }, { "title": "Alarm reason", "value": "`over 90`" }, { "title": "Old State", "value": "`OK`" }, { "title": "Current State", "value": "`ALARM`" } ] } ] }""", "db-cpu", AlertStatus.Firing)]
    [TestCase("""{ "attachments": [ { "color": "good", "fields": [ { "title": "Alarm Name", "value": "`db-cpu`" }, { "title": "Old State", "value": "`ALARM`" }, { "title": "Current State", "value": "`OK`" } ] } ] }""", "db-cpu", AlertStatus.Resolved)]
    [TestCase("""{ "attachments": [ { "fallback": ":rotating_light: *CloudWatch Alarm | db-cpu | eu-central-1 | Account: 123456789012*" } ] }""", "db-cpu", AlertStatus.Firing)]
    [TestCase("""{ "attachments": [ { "fallback": ":white_check_mark: *CloudWatch Alarm | db-cpu | eu-central-1 | Account: 123456789012*" } ] }""", "db-cpu", AlertStatus.Resolved)]
    [TestCase("""{ "text": "ALARM: \"db-cpu\" in EU (Frankfurt)" }""", "db-cpu", AlertStatus.Firing)]
    [TestCase("""{ "text": "OK: \"db-cpu\" in EU (Frankfurt)" }""", "db-cpu", AlertStatus.Resolved)]
    public void CloudWatch_speaks_in_three_ways(string json, string name, AlertStatus status)
    {
        var alert = Read(AlertChannelKind.CloudWatch, json).Single();

        Assert.That((alert.Name, alert.Status, alert.Key), Is.EqualTo((name, status, name)));
    }

    [Test]
    public void Too_few_data_for_an_alarm_is_neither_good_nor_bad() =>
        Assert.That(Read(AlertChannelKind.CloudWatch, """{ "text": "INSUFFICIENT_DATA: \"db-cpu\" in EU (Frankfurt)" }"""), Is.Empty);

    [TestCase("CHECK disk on db is CRITICAL (p1)", "disk", AlertStatus.Firing, "db", "p1")]
    [TestCase("CHECK disk on db is OK", "disk", AlertStatus.Resolved, "db", "")]
    public void A_pattern_says_what_is_what(string text, string name, AlertStatus status, string service, string severity)
    {
        var channel = new AlertChannel("C1", AlertChannelKind.Pattern, AlertPattern.Read(@"^CHECK (?<name>\w+) on (?<service>\w+) is (?<status>\w+)(?: \((?<severity>\w+)\))?"));
        var alert = AlertFormat.Of(channel).Read(Post($$"""{ "text": "{{text}}" }"""), Scope)!.Single();

        Assert.That((alert.Name, alert.Status, alert.Labels.Get("service"), alert.Labels.Get("severity")), Is.EqualTo((name, status, service, severity)));
        Assert.That(alert.Key, Is.EqualTo("disk db"));
    }

    [TestCase("(", "not enough")]
    [TestCase("(?<what>x)", "name")]
    [TestCase("(?<name>x)(?<colour>y)", "colour is none of name, status, service, severity")]
    [TestCase(@"(?<name>x)\1", "NonBacktracking")]
    public void A_pattern_that_cannot_be_used_says_why(string pattern, string why) =>
        Assert.That(() => AlertPattern.Read(pattern), Throws.InstanceOf<FormatException>().With.Message.Contains(why).IgnoreCase);

    [TestCase(AlertChannelKind.Alertmanager)]
    [TestCase(AlertChannelKind.Grafana)]
    [TestCase(AlertChannelKind.PagerDuty)]
    [TestCase(AlertChannelKind.Datadog)]
    [TestCase(AlertChannelKind.CloudWatch)]
    public void What_people_say_in_the_channel_is_no_alert(AlertChannelKind kind)
    {
        foreach (var text in (string[])["", "is anybody looking at the [database]?", "resolved, thanks", "see https://example.com/incidents/1"])
        {
            Assert.That(Read(kind, $$"""{ "text": "{{text}}" }"""), Is.Empty, text);
        }
    }

    // What tools send to incoming webhooks without being known: Uptime Kuma's and a cron script's texts.
    [TestCase("""{ "text": "[shop] [:red_circle: Down] connect ECONNREFUSED" }""", AlertStatus.Firing)]
    [TestCase("""{ "text": "Backup failed on db at 03:04" }""", AlertStatus.Firing)]
    [TestCase("""{ "attachments": [ { "color": "good", "title": "Backup on db at 04:04" } ] }""", AlertStatus.Resolved)]
    [TestCase("""{ "text": "RESOLVED: Backup on db at 04:04" }""", AlertStatus.Resolved)]
    [TestCase("""{ "blocks": [ { "type": "header", "text": { "type": "plain_text", "text": "Backup OK" } } ] }""", AlertStatus.Resolved)]
    public void What_no_format_knows_is_read_as_it_stands(string json, AlertStatus status) =>
        Assert.That(new PlainPosts().Read(Post(json), Scope)!.Single().Status, Is.EqualTo(status));

    [Test]
    public void A_plain_post_is_the_same_when_it_is_over_whatever_figures_stand_in_it()
    {
        Alert Of(string text) => new PlainPosts().Read(Post($$"""{ "text": "{{text}}" }"""), Scope)!.Single();

        Assert.That(Of("RESOLVED: load on db is 1.2").Fingerprint, Is.EqualTo(Of("CRITICAL: load on db is 97.5").Fingerprint));
    }

    [Test]
    public void Texts_of_strangers_are_bounded_and_the_original_is_linked()
    {
        var alert = Read(AlertChannelKind.Alertmanager, $$"""{ "attachments": [ { "title": "[FIRING:1] {{new string('x', 20_000)}}" } ] }""").Single();

        Assert.That(alert.Name, Has.Length.LessThanOrEqualTo(300));
        Assert.That(alert.Links!.Single(), Is.EqualTo(new AlertLink("The post in Slack", "https://acme.slack.com/archives/C1/p1")));
    }

    private static AlertScope Scope => new("slack", Now, null, new HashSet<string>(["db", "checkout"], StringComparer.OrdinalIgnoreCase), "https://acme.slack.com/archives/C1/p1");

    private static IReadOnlyList<Alert> Read(AlertChannelKind kind, string json) => AlertFormat.Of(new AlertChannel("C1", kind)).Read(Post(json), Scope) ?? [];

    private static SlackPost Post(string json) => SlackPost.Of(JsonReading.ObjectOf(Encoding.UTF8.GetBytes(json))!.Value);
}
