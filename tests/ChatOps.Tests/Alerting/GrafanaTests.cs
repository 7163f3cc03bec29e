using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatOps.Alerting;
using ChatOps.Core.Alerts;
using static ChatOps.Tests.Alerting.AlertingHost;

namespace ChatOps.Tests.Alerting;

/// <summary>
/// <c>/webhooks/grafana</c>. The bodies follow Grafana's documentation (Configure webhook notifications; No Data and Error states) and
/// <c>templates/template_data.go</c> of grafana/alerting.
/// </summary>
internal sealed class GrafanaTests
{
    private const string Path = "/webhooks/grafana";

    private const string Firing = """
        {"receiver":"ops","status":"firing","alerts":[
          {"status":"firing","labels":{"alertname":"HighMemory","grafana_folder":"Shop","service":"checkout","severity":"critical"},
           "annotations":{"summary":"memory is nearly full","description":"checkout uses too much"},
           "startsAt":"2026-11-23T04:00:00+01:00","endsAt":"0001-01-01T00:00:00Z","generatorURL":"https://g.example/alerting/grafana/abc/view?orgId=1","fingerprint":"c6eadffa33fcdf37",
           "silenceURL":"https://g.example/alerting/silence/new?matcher=a","dashboardURL":"https://g.example/d/d1","panelURL":"https://g.example/d/d1?viewPanel=2","imageURL":"https://g.example/i.png",
           "values":{"B":44.23943737541908,"C":1,"D":null},"valueString":"[ var='B' labels={} value=44.2 ]","ruleUID":"abc","orgId":1}],
         "groupLabels":{"alertname":"HighMemory"},"commonLabels":{"alertname":"HighMemory"},"commonAnnotations":{},"externalURL":"https://g.example/","version":"1",
         "groupKey":"{}:{alertname=\"HighMemory\"}","truncatedAlerts":0,"orgId":1,"title":"[FIRING:1]","state":"alerting","message":"**Firing**","appVersion":"13.0.0"}
        """;

    private const string Resolved = """
        {"receiver":"ops","status":"resolved","alerts":[
          {"status":"resolved","labels":{"alertname":"HighMemory","grafana_folder":"Shop","service":"checkout","severity":"critical"},"annotations":{},
           "startsAt":"2026-11-23T03:00:00Z","endsAt":"2026-11-23T03:03:00Z","generatorURL":"","fingerprint":"c6eadffa33fcdf37","silenceURL":"","dashboardURL":"","panelURL":"","values":null,"valueString":""}],
         "groupLabels":{},"commonLabels":{},"commonAnnotations":{},"externalURL":"https://g.example/","version":"1","groupKey":"{}","truncatedAlerts":0,"orgId":1,"title":"[RESOLVED]","state":"ok","message":""}
        """;

    private const string Test = """
        {"receiver":"test","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"TestAlert","instance":"Grafana"},"annotations":{"summary":"Notification test"},
           "startsAt":"2026-11-23T03:04:00Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"","fingerprint":"57c6d9296de2ad39","silenceURL":"https://g.example/alerting/silence/new","dashboardURL":"","panelURL":"","values":null,"valueString":"[ metric='foo' labels={instance=bar} value=10 ]"}],
         "groupLabels":{"alertname":"TestAlert","instance":"Grafana"},"commonLabels":{},"commonAnnotations":{},"externalURL":"https://g.example/","version":"1","groupKey":"test","truncatedAlerts":0,"orgId":1,"title":"[FIRING:1] TestAlert Grafana","state":"alerting","message":""}
        """;

    private AlertingHost _host = null!;

    [SetUp]
    public async Task StartAsync() => _host = await AlertingHost.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [TestCase("POST")]
    [TestCase("PUT")]
    public async Task A_firing_alert_brings_its_values_and_its_links(string method)
    {
        var reply = await _host.SendAsync(new HttpMethod(method), Path, Encoding.UTF8.GetBytes(Firing), "application/json");

        Assert.That(reply, Is.EqualTo(new Reply(200, "application/json", """{"accepted":1,"incidents":["INC-7"]}""", null, "")));
        var alert = _host.Accepted.Single();
        Assert.That(alert with { Links = null }, Is.EqualTo(new Alert(
            "grafana",
            LabelSet.Of(("alertname", "HighMemory"), ("grafana_folder", "Shop"), ("service", "checkout"), ("severity", "critical")),
            LabelSet.Of(("summary", "memory is nearly full"), ("description", "checkout uses too much\nValues: B = 44.23943737541908, C = 1")),
            AlertStatus.Firing,
            At("2026-11-23T03:00:00Z"),
            GeneratorUrl: "https://g.example/alerting/grafana/abc/view?orgId=1")));
        Assert.That(alert.Links, Is.EqualTo((AlertLink[])
        [
            new("Silence in Grafana", "https://g.example/alerting/silence/new?matcher=a"),
            new("Dashboard", "https://g.example/d/d1"),
            new("Panel", "https://g.example/d/d1?viewPanel=2"),
            new("Image", "https://g.example/i.png"),
        ]));
    }

    [Test]
    public async Task Its_end_is_the_end_of_the_same_alert()
    {
        await _host.PostAsync(Path, Firing);
        await _host.PostAsync(Path, Resolved);

        var (began, ended) = (_host.Accepted[0], _host.Accepted[1]);
        Assert.That((ended.Status, ended.EndsAt, ended.Fingerprint), Is.EqualTo((AlertStatus.Resolved, (DateTimeOffset?)At("2026-11-23T03:03:00Z"), began.Fingerprint)));
        Assert.That(ended.Links, Is.EqualTo((AlertLink[])[new("Grafana", "https://g.example/")]));
    }

    [Test]
    [Property("Rule", "2.3")]
    public async Task Its_test_message_arrives_and_may_open_nothing()
    {
        Assert.That((await _host.PostAsync(Path, Test)).Status, Is.EqualTo(200));
        Assert.That((_host.Accepted.Single().Status, Watchdog.MayOpen(_host.Accepted.Single().Labels)), Is.EqualTo((AlertStatus.Resolved, false)));
    }

    [TestCase("DatasourceNoData", "NoData", "Grafana's rule finds no data")]
    [TestCase("DatasourceError", "Error", "Grafana cannot evaluate its rule")]
    public async Task An_alert_about_a_rule_goes_by_the_name_of_the_rule(string special, string state, string note)
    {
        await _host.PostAsync(Path, $$$"""{"alerts":[{"status":"firing","labels":{"alertname":"{{{special}}}","rulename":"PostgresqlDown","datasource_uid":"p","ref_id":"A"},"values":{"A":null}}],"version":"1"}""");

        var alert = _host.Accepted.Single();
        Assert.That((alert.Name, alert.Labels.Get("grafana_state"), alert.Note), Is.EqualTo(("PostgresqlDown", state, note)));
        Assert.That(new Classification([]).Of(alert.Labels).Challenge, Is.EqualTo(Challenge.ServiceDown));
    }

    [TestCase(0, 200)]
    [TestCase(-301, 401)]
    public async Task A_signature_over_time_and_body_is_checked_as_Grafana_makes_it(int secondsFromNow, int status)
    {
        await using var host = await AlertingHost.StartAsync(new AlertSource("g", SourceKind.Grafana, null, "s3cret", TimestampHeader: "X-Grafana-Alerting-Timestamp"));
        var time = Now.AddSeconds(secondsFromNow).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData("s3cret"u8, Encoding.UTF8.GetBytes($"{time}:{Firing}")));

        var reply = await host.PostAsync(Path, Firing, "application/json", ("X-Grafana-Alerting-Signature", signature), ("X-Grafana-Alerting-Timestamp", time));

        Assert.That(reply.Status, Is.EqualTo(status));
    }

    [Test]
    public async Task A_signature_without_a_time_is_over_the_body_alone_and_a_wrong_or_missing_one_gets_401()
    {
        await using var host = await AlertingHost.StartAsync(new AlertSource("g", SourceKind.Grafana, null, "s3cret"));
        string Sign(string secret) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Firing)));

        Assert.That((await host.PostAsync(Path, Firing, headers: ("X-Grafana-Alerting-Signature", Sign("s3cret")))).Status, Is.EqualTo(200));
        Assert.That((await host.PostAsync(Path, Firing, headers: ("X-Grafana-Alerting-Signature", Sign("other")))).Status, Is.EqualTo(401));
        Assert.That((await host.PostAsync(Path, Firing)).Status, Is.EqualTo(401));
        Assert.That(host.Accepted.Select(alert => alert.Source), Is.EqualTo((string[])["g"]));
    }

    [TestCase("", "The body is empty.")]
    [TestCase("[]", "An object is expected, an array stands there.")]
    [TestCase("""{"my":"payload"}""", "The property \"alerts\" is missing; Grafana's webhook sends an object with an array \"alerts\". One with a payload of your own needs a source of kind Mapping.")]
    [TestCase("""{"alerts":[7]}""", "$.alerts[0] (line 1, byte 12): an object is expected, a number stands there.")]
    [TestCase("""{"alerts":[{"values":[1]}]}""", "$.alerts[0].values (line 1, byte 22): an object of numbers is expected, an array stands there.")]
    [TestCase("""{"alerts":[{"status":"pending"}]}""", "$.alerts[0].status (line 1, byte 22): \"firing\" or \"resolved\" is expected, \"pending\" stands there.")]
    public async Task Another_shape_gets_a_problem_with_its_place(string body, string detail)
    {
        var reply = await _host.PostAsync(Path, body);

        Assert.That((reply.Status, reply.ContentType), Is.EqualTo((400, "application/problem+json")));
        Assert.That(JsonDocument.Parse(reply.Body).RootElement.GetProperty("detail").GetString(), Is.EqualTo(detail));
        Assert.That(_host.Accepted, Is.Empty);
    }
}
