using System.Text;
using System.Text.Json;
using ChatOps.Alerting;
using ChatOps.Core.Alerts;
using static ChatOps.Tests.Alerting.AlertingHost;

namespace ChatOps.Tests.Alerting;

/// <summary><c>/webhooks/cloudevents</c>. The messages follow the examples of the specification 1.0 (HTTP protocol binding, JSON event format, HTTP webhooks).</summary>
internal sealed class CloudEventsTests
{
    private const string Path = "/webhooks/cloudevents";
    private const string Structured = "application/cloudevents+json; charset=UTF-8";
    private const string Batch = "application/cloudevents-batch+json";

    private AlertingHost _host = null!;

    [SetUp]
    public async Task StartAsync() => _host = await AlertingHost.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task Structured_with_a_payload_like_the_plain_JSON()
    {
        var reply = await _host.PostAsync(Path, Event("1", data: """{"name":"DiskFull","status":"firing","service":"db","severity":"critical","summary":"full","challenge":"InfrastructureIssue"}"""), Structured);

        Assert.That(reply, Is.EqualTo(new Reply(200, "application/json", """{"accepted":1,"incidents":["INC-7"]}""", null, "")));
        var alert = _host.Accepted.Single();
        Assert.That((alert.Source, alert.Name, alert.Status, alert.StartsAt), Is.EqualTo(("cloudevents", "DiskFull", AlertStatus.Firing, At("2026-11-23T03:00:00Z"))));
        Assert.That((alert.Labels.Get("service"), alert.Labels.Get("severity"), alert.Labels.Get("challenge"), alert.Annotations.Get("summary")), Is.EqualTo(("db", "critical", "InfrastructureIssue", "full")));
    }

    [Test]
    public async Task Binary_with_attributes_in_headers_that_are_percent_encoded_once()
    {
        var reply = await _host.PostAsync(
            Path,
            """{"name":"DiskFull","status":"firing"}""",
            "application/json",
            ("ce-specversion", "1.0"), ("ce-type", "com.example.disk"), ("ce-source", "https://monitor.example/%C3%A9%2520"), ("ce-id", "\"A 1\""), ("ce-subject", "db-1"), ("ce-time", "2026-11-23T03:00:00Z"));

        Assert.That(reply.Status, Is.EqualTo(200));
        Assert.That((_host.Accepted.Single().Name, _host.Accepted.Single().Labels.Get("service"), _host.Accepted.Single().Labels.Get("event_source")), Is.EqualTo(("DiskFull", "db-1", "https://monitor.example/é%20")));
    }

    [Test]
    public async Task A_type_that_says_it_is_enough()
    {
        await _host.PostAsync(Path, Event("1", type: "com.example.backup.failed"), Structured);
        await _host.PostAsync(Path, Event("2", type: "com.example.backup.resolved"), Structured);
        await _host.PostAsync(Path, Event("3", type: "com.example.backup.started"), Structured);

        Assert.That(_host.Accepted.Select(alert => (alert.Name, alert.Status)), Is.EqualTo(((string, AlertStatus)[])[("com.example.backup.failed", AlertStatus.Firing), ("com.example.backup.resolved", AlertStatus.Resolved)]));
        Assert.That(_host.Accepted.Select(alert => alert.Fingerprint).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_batch_is_many_and_an_empty_one_is_legal()
    {
        Assert.That((await _host.PostAsync(Path, "[]", Batch)).Body, Is.EqualTo("""{"accepted":0,"incidents":[]}"""));
        Assert.That((await _host.PostAsync(Path, $"[{Event("1", type: "a.firing", subject: "x")},{Event("2", type: "b.firing", subject: "y")},{Event("1", type: "a.firing", subject: "x")}]", Batch)).Status, Is.EqualTo(200));
        Assert.That(_host.Accepted.Select(alert => alert.Name), Is.EqualTo((string[])["a.firing", "b.firing"]));
    }

    [Test]
    public async Task The_same_source_and_id_is_the_same_event_however_it_is_carried()
    {
        await _host.PostAsync(Path, Event("1", type: "a.firing"), Structured);
        await _host.PostAsync(Path, Event("2", type: "a.resolved"), Structured);
        var again = await _host.PostAsync(Path, "", null, ("ce-specversion", "1.0"), ("ce-type", "a.firing"), ("ce-source", "/monitor"), ("ce-id", "1"), ("ce-subject", "db"));
        await _host.PostAsync(Path, Event("1", type: "a.firing").Replace("/monitor", "/other", StringComparison.Ordinal), Structured);

        Assert.That((again.Status, again.Body), Is.EqualTo((200, """{"accepted":0,"incidents":[]}""")));
        Assert.That(_host.Accepted.Select(alert => (alert.Status, alert.Labels.Get("event_source"))), Is.EqualTo(((AlertStatus, string)[])[(AlertStatus.Firing, "/monitor"), (AlertStatus.Resolved, "/monitor"), (AlertStatus.Firing, "/other")]));
    }

    [Test]
    public async Task Data_in_Base64_is_read_by_its_content_type()
    {
        var data = Convert.ToBase64String("""{"name":"B","status":"firing"}"""u8);

        await _host.PostAsync(Path, $$"""{"specversion":"1.0","id":"1","source":"/m","type":"t","datacontenttype":"application/json","data_base64":"{{data}}"}""", Structured);

        Assert.That(_host.Accepted.Single().Name, Is.EqualTo("B"));
    }

    [Test]
    public async Task A_sender_that_asks_whether_it_may_is_told_that_it_may()
    {
        await using var host = await AlertingHost.StartAsync(new AlertSource("events", SourceKind.CloudEvents, "t", null));
        using var request = new HttpRequestMessage(HttpMethod.Options, Path + "?access_token=t");
        request.Headers.Add("WebHook-Request-Origin", "eventemitter.example.com");
        request.Headers.Add("WebHook-Request-Rate", "120");
        using var response = await host.Client.SendAsync(request);

        Assert.That((int)response.StatusCode, Is.EqualTo(200));
        Assert.That((response.Headers.GetValues("WebHook-Allowed-Origin").Single(), response.Headers.GetValues("WebHook-Allowed-Rate").Single(), string.Join(',', response.Content.Headers.Allow)), Is.EqualTo(("eventemitter.example.com", "*", "POST")));
        Assert.That((await host.SendAsync(HttpMethod.Options, Path, null, null, ("WebHook-Request-Origin", "evil.example"))).Status, Is.EqualTo(401));
        Assert.That((await host.PostAsync(Path + "?access_token=t", Event("1", type: "a.firing"), Structured)).Status, Is.EqualTo(200));
        Assert.That((await host.PostAsync(Path + "?access_token=u", Event("1", type: "a.firing"), Structured)).Status, Is.EqualTo(401));
    }

    [TestCase(Structured, "", "The body is empty.")]
    [TestCase(Structured, "[]", "A CloudEvent is an object.")]
    [TestCase(Structured, "{}", "The attribute specversion is \"\"; 1.0 is understood here.")]
    [TestCase(Structured, """{"specversion":"0.3","id":"1","source":"/m","type":"t"}""", "The attribute specversion is \"0.3\"; 1.0 is understood here.")]
    [TestCase(Structured, """{"specversion":"1.0","source":"/m","type":"t"}""", "The attribute id is missing or empty.")]
    [TestCase(Structured, """{"specversion":"1.0","id":"1","source":"/m","type":"t","data":1,"data_base64":"AA=="}""", "A CloudEvent has data or data_base64, not both.")]
    [TestCase(Structured, """{"specversion":"1.0","id":"1","source":"/m","type":"t","data_base64":"?"}""", "The attribute data_base64 is no Base64.")]
    [TestCase(Batch, "{}", "A batch of CloudEvents is an array.")]
    [TestCase(Batch, "[7]", "$[0]: a CloudEvent is an object.")]
    [TestCase("application/json", "{}", "This is no CloudEvent: neither the header ce-specversion nor a Content-Type of application/cloudevents+json is there.")]
    public async Task What_is_no_CloudEvent_gets_a_problem(string type, string body, string detail)
    {
        var reply = await _host.PostAsync(Path, body, type);

        Assert.That((reply.Status, reply.ContentType), Is.EqualTo((400, "application/problem+json")));
        Assert.That(JsonDocument.Parse(reply.Body).RootElement.GetProperty("detail").GetString(), Is.EqualTo(detail));
        Assert.That(_host.Accepted, Is.Empty);
    }

    [Test]
    public async Task A_header_that_is_no_UTF8_is_refused_and_a_form_that_is_not_understood_gets_415()
    {
        Assert.That((await _host.PostAsync(Path, "{}", "application/json", ("ce-specversion", "1.0"), ("ce-id", "1"), ("ce-source", "%FF"), ("ce-type", "t"))).Status, Is.EqualTo(400));
        Assert.That((await _host.SendAsync(HttpMethod.Post, Path, Encoding.UTF8.GetBytes("<e/>"), "application/cloudevents+xml")).Status, Is.EqualTo(415));
    }

    private static string Event(string id, string type = "com.example.someevent", string? data = null, string subject = "db") =>
        $$"""{"specversion":"1.0","type":"{{type}}","source":"/monitor","subject":"{{subject}}","id":"{{id}}","time":"2026-11-23T03:00:00Z","datacontenttype":"application/json"{{(data is null ? "" : $",\"data\":{data}")}}}""";
}
