using ChatOps.Core.Alerts;
using static ChatOps.Tests.Alerting.AlertingHost;

namespace ChatOps.Tests.Alerting;

/// <summary><c>POST /webhooks/alertmanager</c>.</summary>
internal sealed class WebhookTests
{
    private const string Path = "/webhooks/alertmanager";

    private AlertingHost _host = null!;

    [SetUp]
    public async Task StartAsync() => _host = await AlertingHost.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task What_Alertmanager_sends_arrives_alert_by_alert()
    {
        var reply = await _host.PostAsync(Path, """
            {"receiver":"hook\\.ops","status":"firing","alerts":[
              {"status":"firing","labels":{"alertname":"Two","team":"pd","x":"1"},"annotations":{"summary":"two"},"startsAt":"2026-11-23T03:00:00.123Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://prom/graph","fingerprint":"18b4d69675e02c92"},
              {"status":"resolved","labels":{"alertname":"Two","team":"pd","x":"2"},"annotations":{},"startsAt":"2026-11-23T02:00:00Z","endsAt":"2026-11-23T03:01:00Z","generatorURL":"","fingerprint":"a"}],
             "groupLabels":{"alertname":"Two"},"commonLabels":{"alertname":"Two","team":"pd"},"commonAnnotations":{},"externalURL":"http://am:9093","version":"4","groupKey":"{}:{alertname=\"Two\"}","truncatedAlerts":0}
            """);

        Assert.That(reply, Is.EqualTo(new Reply(200, "application/json", """{"accepted":2,"incidents":["INC-7"]}""", null, "")));
        var (firing, resolved) = (_host.Accepted[0], _host.Accepted[1]);
        Assert.That(firing with { Links = null }, Is.EqualTo(new Alert(
            "alertmanager",
            LabelSet.Of(("alertname", "Two"), ("team", "pd"), ("x", "1")),
            LabelSet.Of(("summary", "two")),
            AlertStatus.Firing,
            At("2026-11-23T03:00:00.123Z"),
            EndsAt: null,
            Expires: false,
            "http://prom/graph")));
        Assert.That(firing.Fingerprint, Is.EqualTo("18b4d69675e02c92"));
        Assert.That(firing.Links, Is.EqualTo((AlertLink[])[new("Alertmanager", "http://am:9093")]));
        Assert.That((resolved.Status, resolved.EndsAt, resolved.GeneratorUrl), Is.EqualTo((AlertStatus.Resolved, (DateTimeOffset?)At("2026-11-23T03:01:00Z"), (string?)null)));
    }

    [Test]
    public async Task No_alerts_are_nothing_to_do() =>
        Assert.That(await _host.PostAsync(Path, """{"version":"4","alerts":[]}"""), Is.EqualTo(new Reply(200, "application/json", """{"accepted":0,"incidents":[]}""", null, "")));

    [TestCase("""{"alerts":[{"labels":{}}],"commonLabels":{"alertname":"Two"}}""", "Two", null, TestName = "Labels that are missing are those that all have in common")]
    [TestCase("""{"alerts":[{}]}""", "unnamed", "the alert came without any label", TestName = "An alert without any label is served under a name of its own")]
    public async Task Without_labels(string body, string name, string? note)
    {
        Assert.That((await _host.PostAsync(Path, body)).Status, Is.EqualTo(200));
        Assert.That((_host.Accepted.Single().Name, _host.Accepted.Single().Note), Is.EqualTo((name, note)));
    }

    [Test]
    public async Task A_start_in_the_future_is_noted_and_taken_as_now()
    {
        await _host.PostAsync(Path, """{"alerts":[{"labels":{"alertname":"A"},"startsAt":"9999-01-01T00:00:00Z"},{"labels":{"alertname":"B"},"startsAt":"2026-11-23T03:04:30Z"}]}""");

        Assert.That(_host.Accepted.Select(alert => alert.StartsAt), Is.EqualTo((DateTimeOffset[])[Now, Now]));
        Assert.That(_host.Accepted.Select(alert => alert.Note), Is.EqualTo((string?[])["the alert says that it began at 9999-01-01 00:00:00 UTC: its sender's clock is ahead", null]));
    }

    [TestCase("", "The body is empty.")]
    [TestCase("[]", "An object is expected, an array stands there.")]
    [TestCase("{}", "The property \"alerts\" is missing; Alertmanager's webhook (version 4) sends an object with an array \"alerts\".")]
    [TestCase("""{"alerts":{}}""", "$.alerts (line 1, byte 11): an array is expected, an object stands there.")]
    [TestCase("""{"alerts":[null]}""", "$.alerts[0] (line 1, byte 12): an object is expected, null stands there.")]
    [TestCase("""{"alerts":[{"status":"on fire"}]}""", "$.alerts[0].status (line 1, byte 22): \"firing\" or \"resolved\" is expected, \"on fire\" stands there.")]
    [TestCase("""{"alerts":[]} x""", "$ (line 1, byte 15): This is not JSON: 'x' is invalid after a single JSON value. Expected end of data.")]
    [TestCase("""{"alerts":[]} {}""", "$ (line 1, byte 15): This is not JSON: '{' is invalid after a single JSON value. Expected end of data.")]
    public async Task Another_shape_gets_a_problem_with_its_place(string body, string detail)
    {
        var reply = await _host.PostAsync(Path, body);

        Assert.That((reply.Status, reply.ContentType), Is.EqualTo((400, "application/problem+json")));
        Assert.That(System.Text.Json.JsonDocument.Parse(reply.Body).RootElement.GetProperty("detail").GetString(), Is.EqualTo(detail));
        Assert.That(_host.Accepted, Is.Empty);
    }

    [TestCase(null, "The header Content-Type is missing; application/json is expected.")]
    [TestCase("text/plain", "The body is announced as text/plain; application/json is expected.")]
    public async Task Another_content_type_gets_415(string? type, string detail)
    {
        var reply = await _host.PostAsync(Path, """{"alerts":[]}""", type);

        Assert.That((reply.Status, reply.ContentType), Is.EqualTo((415, "application/problem+json")));
        Assert.That(reply.Body, Does.Contain(detail));
    }
}
