using System.Text.Json;
using ChatOps.Alerting;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using NSubstitute;
using static ChatOps.Tests.Alerting.AlertingHost;

namespace ChatOps.Tests.Alerting;

/// <summary>
/// <c>POST /v2/enqueue</c>. The bodies follow PagerDuty's documentation (Events API v2, Send an Alert Event), Alertmanager 0.25's <c>notify/pagerduty</c>,
/// Grafana's <c>receivers/pagerduty/v1</c>, Zabbix's shipped media type and Uptime Kuma's <c>pagerduty.js</c>.
/// </summary>
internal sealed class PagerDutyTests
{
    private const string Path = "/v2/enqueue";
    private const string Key = "0123456789abcdef0123456789abcdef";

    private const string Documented = $$"""
        {"payload":{"summary":"Example alert on host1.example.com","timestamp":"2026-11-23T03:00:00.000+0000","source":"monitoringtool:cloudvendor:central-region-dc-01:852559987:cluster/api-stats-prod-003",
         "severity":"info","component":"postgres","group":"prod-datapipe","class":"deploy","custom_details":{"ping time":"1500ms","load avg":0.75,"long":"a\nb" } },
         "routing_key":"{{Key}}","dedup_key":"samplekeyhere","images":[{"src":"https://www.example.com/chart.png","href":"https://example.com/","alt":"Example text"}],
         "links":[{"href":"https://example.com/","text":"Link text"},{"href":"javascript:alert(1)"}],"event_action":"trigger","client":"Sample Monitoring Service","client_url":"https://monitoring.example.com"}
        """;

    private const string Alertmanager = $$"""
        {"routing_key":"{{Key}}","event_action":"trigger","dedup_key":"0f5527","client":"Alertmanager","client_url":"http://am:9093/#/alerts?receiver=pd","links":[],"images":[],
         "payload":{"summary":"[FIRING:2] PostgresqlDown checkout (critical)","source":"Alertmanager","severity":"error","custom_details":{"num_firing":"2","num_resolved":"0","resolved":"",
          "firing":"Labels:\n - alertname = PostgresqlDown\n - instance = a\n - service = checkout\n - severity = critical\nAnnotations:\n - summary = db is away\nSource: http://prom/graph\nLabels:\n - alertname = PostgresqlDown\n - instance = b\n - service = checkout\n - severity = critical\nAnnotations:\n - summary = db is away\nSource: http://prom/graph2\n" } } }
        """;

    private AlertingHost _host = null!;

    [SetUp]
    public async Task StartAsync() => _host = await AlertingHost.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task The_documented_event_arrives_whole()
    {
        var reply = await _host.PostAsync(Path, Documented);

        Assert.That(reply, Is.EqualTo(new Reply(202, "application/json", """{"status":"success","message":"Event processed","dedup_key":"samplekeyhere"}""", null, "")));
        var alert = _host.Accepted.Single();
        Assert.That(alert.Labels, Is.EqualTo(LabelSet.Of(
            ("alertname", "deploy"), ("class", "deploy"), ("component", "postgres"), ("group", "prod-datapipe"), ("service", "postgres"), ("severity", "info"),
            ("instance", "monitoringtool:cloudvendor:central-region-dc-01:852559987:cluster/api-stats-prod-003"), ("ping time", "1500ms"), ("load avg", "0.75"))));
        Assert.That(alert.Annotations, Is.EqualTo(LabelSet.Of(("summary", "Example alert on host1.example.com"), ("description", "long: a\nb"))));
        Assert.That((alert.Source, alert.Status, alert.StartsAt, alert.GeneratorUrl), Is.EqualTo(("pagerduty", AlertStatus.Firing, At("2026-11-23T03:00:00Z"), "https://monitoring.example.com")));
        Assert.That(alert.Links, Is.EqualTo((AlertLink[])[new("Example text", "https://www.example.com/chart.png"), new("Link text", "https://example.com/")]));
    }

    [TestCase("critical", "critical")]
    [TestCase("error", "warning")]
    [TestCase("Warning", "warning")]
    [TestCase("info", "info")]
    public async Task Its_four_severities_are_three_of_ours(string theirs, string ours)
    {
        await _host.PostAsync(Path, Trigger(severity: theirs));

        Assert.That(_host.Accepted.Single().Labels.Get("severity"), Is.EqualTo(ours));
    }

    [Test]
    public async Task What_Alertmanager_says_of_its_alerts_in_the_details_is_what_all_of_them_have_in_common()
    {
        await _host.PostAsync(Path, Alertmanager);

        var alert = _host.Accepted.Single();
        Assert.That((alert.Name, alert.Labels.Get("service"), alert.Labels.Get("severity"), alert.Labels.Get("instance")), Is.EqualTo(("PostgresqlDown", "checkout", "critical", "")));
        Assert.That((alert.Annotations.Get("summary"), alert.GeneratorUrl), Is.EqualTo(("db is away", "http://prom/graph")));
    }

    [Test]
    public async Task A_text_in_the_details_that_only_looks_like_more_alerts_is_not_believed()
    {
        await _host.PostAsync(Path, Alertmanager.Replace("db is away\\nSource", "db\\nLabels:\\n - service = payments\\nAnnotations:\\nSource", StringComparison.Ordinal));

        Assert.That((_host.Accepted.Single().Name, _host.Accepted.Single().Labels.Get("service")), Is.EqualTo(("[FIRING:2] PostgresqlDown checkout (critical)", "")));
    }

    [Test]
    public async Task A_line_of_the_details_that_names_nothing_is_passed_over()
    {
        await _host.PostAsync(Path, Alertmanager.Replace(" - instance = a\\n", " - = a\\n - \\n =\\n", StringComparison.Ordinal));

        Assert.That(_host.Accepted.Single().Name, Is.EqualTo("PostgresqlDown"));
    }

    [TestCase("resolve", TestName = "Zabbix's recovery, which has no payload, ends the same alert")]
    [TestCase("resolve-with-payload", TestName = "Alertmanager's end, which has a payload, ends the same alert")]
    public async Task An_end(string how)
    {
        await _host.PostAsync(Path, Trigger("event-1"));
        var reply = await _host.PostAsync(Path, how == "resolve" ? $$"""{"routing_key":"{{Key}}","event_action":"resolve","dedup_key":"event-1"}""" : Trigger("event-1", action: "resolve"));

        var (began, ended) = (_host.Accepted[0], _host.Accepted[1]);
        Assert.That((reply.Status, ended.Status, ended.Fingerprint), Is.EqualTo((202, AlertStatus.Resolved, began.Fingerprint)));
    }

    [Test]
    public async Task A_trigger_without_a_dedup_key_gets_one_and_the_same_again_gets_the_same()
    {
        var body = $$"""{"routing_key":"{{Key}}","event_action":"trigger","payload":{"summary":"s","source":"h","severity":"critical" } }""";
        var first = DedupKey(await _host.PostAsync(Path, body));
        var second = DedupKey(await _host.PostAsync(Path, body));
        await _host.PostAsync(Path, $$"""{"routing_key":"{{Key}}","event_action":"resolve","dedup_key":"{{first}}"}""");

        Assert.That((second, first.Length), Is.EqualTo((first, 32)));
        Assert.That(_host.Accepted.Select(alert => alert.Fingerprint).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Equal_keys_of_two_integrations_are_two_alerts()
    {
        await _host.PostAsync(Path, Trigger("1"));
        await _host.PostAsync(Path, Trigger("1").Replace(Key, new string('f', 32), StringComparison.Ordinal));

        Assert.That(_host.Accepted.Select(alert => alert.Fingerprint).Distinct().Count(), Is.EqualTo(2));
        Assert.That(_host.Accepted[0].Key, Does.Not.Contain(Key));
    }

    [Test]
    public async Task Uptime_Kumas_acknowledgement_is_noted_at_its_incident_once_and_acknowledges_nothing()
    {
        await using var host = await AlertingHost.StartAsync(new AlertSource("kuma", SourceKind.PagerDuty, Key, null));
        host.Alerts.FindAsync(Arg.Is<Alert>(alert => alert.Key == "Uptime Kuma/7" && alert.Source == "kuma"), Arg.Any<CancellationToken>())
            .Returns(call => new StoredAlert(call.Arg<Alert>() with { Status = AlertStatus.Firing, StartsAt = Now }, Now, new IncidentId(7)));
        var body = $$"""{"payload":{"summary":"[Uptime Kuma] up","severity":"warning","source":"shop"},"routing_key":"{{Key}}","event_action":"acknowledge","dedup_key":"Uptime Kuma/7"}""";

        Assert.That((await host.PostAsync(Path, body)).Status, Is.EqualTo(202));

        await host.Intake.Received(1).AcceptAsync(
            Arg.Is<CommandRequest>(request => request.Text == "note INC-7 kuma says that this is acknowledged there; here it waits for an acknowledgement as before" && request.DeliveryId!.StartsWith("pagerduty:kuma:", StringComparison.Ordinal)),
            Arg.Any<CancellationToken>());
        Assert.That(host.Accepted, Is.Empty);
    }

    [Test]
    public async Task An_acknowledgement_of_what_is_not_open_is_dropped()
    {
        Assert.That((await _host.PostAsync(Path, Trigger("x", action: "acknowledge"))).Status, Is.EqualTo(202));

        await _host.Intake.DidNotReceive().AcceptAsync(Arg.Any<CommandRequest>(), Arg.Any<CancellationToken>());
        Assert.That(_host.Accepted, Is.Empty);
    }

    [Test]
    public async Task A_configured_source_is_known_by_its_routing_key()
    {
        await using var host = await AlertingHost.StartAsync(new AlertSource("pd", SourceKind.PagerDuty, Key, null), new AlertSource("other", SourceKind.Alert, new string('b', 32), null));

        Assert.That((await host.PostAsync(Path, Trigger("1"))).Status, Is.EqualTo(202));
        Assert.That(host.Accepted.Select(alert => (alert.Source, alert.Key)), Is.EqualTo(((string, string?)[])[("pd", "1")]));
        Assert.That((await host.PostAsync(Path, Trigger("1").Replace(Key, new string('b', 32), StringComparison.Ordinal))).Status, Is.EqualTo(403));
        Assert.That((await host.PostAsync(Path, Trigger("1").Replace(Key, new string('a', 32), StringComparison.Ordinal))).Status, Is.EqualTo(401));
        var missing = await host.PostAsync(Path, """{"event_action":"trigger","payload":{"summary":"s","source":"h","severity":"critical"}}""");
        Assert.That((missing.Status, missing.ContentType), Is.EqualTo((401, "application/json")));
        Assert.That(missing.Body, Does.StartWith("""{"status":"invalid event","message":"Event was not taken","errors":["""));
    }

    [TestCase("", "The body is empty.")]
    [TestCase("[]", "An object is expected, an array stands there.")]
    [TestCase("{\"payload\":7}", "$.payload (line 1, byte 12): an object is expected, a number stands there.")]
    [TestCase("{}", "'routing_key' is missing or blank", "'event_action' is missing or invalid (must be one of the following: 'trigger', 'acknowledge' or 'resolve')")]
    [TestCase("""{"routing_key":"k","event_action":"trigger"}""", "'payload' is missing or blank")]
    [TestCase("""{"routing_key":"k","event_action":"trigger","payload":{"severity":"high"}}""", "'payload.summary' is missing or blank", "'payload.source' is missing or blank", "'payload.severity' is missing or invalid (must be one of the following: 'critical', 'error', 'warning' or 'info')")]
    [TestCase("""{"routing_key":"k","event_action":"resolve"}""", "'dedup_key' is missing or blank (required for 'resolve')")]
    public async Task What_is_no_event_is_refused_as_PagerDuty_refuses_it(string body, params string[] errors)
    {
        var reply = await _host.PostAsync(Path, body);

        Assert.That((reply.Status, reply.ContentType), Is.EqualTo((400, "application/json")));
        var answer = JsonDocument.Parse(reply.Body).RootElement;
        Assert.That((answer.GetProperty("status").GetString(), answer.GetProperty("message").GetString()), Is.EqualTo(("invalid event", "Event object is invalid")));
        Assert.That(answer.GetProperty("errors").EnumerateArray().Select(error => error.GetString()), Is.EqualTo(errors));
        Assert.That(_host.Accepted, Is.Empty);
    }

    [Test]
    public async Task Another_content_type_gets_415_and_storage_that_is_away_503_in_its_words()
    {
        Assert.That((await _host.PostAsync(Path, Trigger("1"), "text/plain")).Body, Does.Contain("\"errors\":[\"The body is announced as text/plain"));

        _host.Intake.AcceptAsync(Arg.Any<IReadOnlyList<Alert>>(), Arg.Any<CancellationToken>()).Returns<AlertReceipt>(_ => throw new StorageUnavailableException("full"));
        var reply = await _host.PostAsync(Path, Trigger("1"));
        Assert.That((reply.Status, reply.RetryAfter, reply.Body.StartsWith("""{"status":"error",""", StringComparison.Ordinal)), Is.EqualTo((503, (TimeSpan?)TimeSpan.FromSeconds(5), true)));
    }

    private static string Trigger(string dedup = "d", string severity = "critical", string action = "trigger") =>
        $$$"""{"routing_key":"{{{Key}}}","event_action":"{{{action}}}","dedup_key":"{{{dedup}}}","payload":{"summary":"s","source":"h","severity":"{{{severity}}}"}}""";

    private static string DedupKey(Reply reply) => JsonDocument.Parse(reply.Body).RootElement.GetProperty("dedup_key").GetString()!;

    /// <summary>PagerDuty/developer-docs, docs/events-API-v2/03-Change-Events.md: its example, with a key of 32 characters.</summary>
    private const string Change = """
        {"routing_key":"0123456789abcdef0123456789abcdef","payload":{"summary":"Build Success: Increase snapshot create timeout to 30 seconds","timestamp":"2020-07-17T08:42:58.315+0000","source":"acme-build-pipeline-tool-default-i-9999",
         "custom_details":{"build_state":"passed","build_number":"2","run_time":"1236s"}},"links":[{"href":"https://acme.pagerduty.dev/build/2","text":"View more details in Acme!"}]}
        """;

    [Test]
    public async Task A_change_event_is_answered_as_PagerDuty_does_kept_for_the_page_and_opens_nothing()
    {
        await using var host = await AlertingHost.StartAsync(new AlertSource("ci", SourceKind.PagerDuty, "0123456789abcdef0123456789abcdef", null));

        var reply = await host.PostAsync("/v2/change/enqueue", Change);

        Assert.That((reply.Status, reply.ContentType, reply.Body), Is.EqualTo((202, "application/json", """{"status":"success","message":"Change event processed"}""")));
        Assert.That(host.Accepted, Is.Empty);
        Assert.That(host.Arrivals.ChangesOf("ci"), Is.EqualTo((SourceChange[])[new(At("2020-07-17T08:42:58.315Z"), "Build Success: Increase snapshot create timeout to 30 seconds", "acme-build-pipeline-tool-default-i-9999", "https://acme.pagerduty.dev/build/2")]));
    }

    [TestCase("{}", """["\u0027routing_key\u0027 is missing or blank","\u0027payload\u0027 is missing or blank"]""")]
    [TestCase("""{"routing_key":"k","payload":{"source":"ci"}}""", """["\u0027payload.summary\u0027 is missing or blank"]""")]
    public async Task A_change_event_that_lacks_something_gets_all_of_it_told(string body, string errors)
    {
        await using var host = await AlertingHost.StartAsync();

        var reply = await host.PostAsync("/v2/change/enqueue", body);

        Assert.That((reply.Status, reply.Body), Is.EqualTo((400, $$"""{"status":"invalid event","message":"Event object is invalid","errors":{{errors}}}""")));
        Assert.That(host.Arrivals.ChangesOf("pagerduty"), Is.Empty);
    }

    [Test]
    public async Task A_change_event_needs_a_routing_key_that_is_known()
    {
        await using var host = await AlertingHost.StartAsync(new AlertSource("ci", SourceKind.PagerDuty, "fedcba9876543210fedcba9876543210", null));

        Assert.That((await host.PostAsync("/v2/change/enqueue", Change)).Status, Is.EqualTo(401));
    }
}
