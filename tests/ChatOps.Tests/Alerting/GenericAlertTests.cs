using System.Text.Json;
using ChatOps.Core.Alerts;
using static ChatOps.Tests.Alerting.AlertingHost;

namespace ChatOps.Tests.Alerting;

/// <summary><c>POST /webhooks/alert</c>.</summary>
internal sealed class GenericAlertTests
{
    private const string Path = "/webhooks/alert";

    private AlertingHost _host = null!;

    [SetUp]
    public async Task StartAsync() => _host = await AlertingHost.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task An_alert_arrives_whole()
    {
        var reply = await _host.PostAsync(Path, """
            {"name":"DiskFull","status":"firing","service":"db","severity":"critical","summary":"full","description":"98 %","labels":{"disk":"sda","service":"ignored"},
             "links":[{"text":"Dashboard","href":"https://grafana/d/1"},{"href":"http://x/"}],"startsAt":"2026-11-23T03:00:00+01:00","endsAt":"2026-11-23T09:00:00Z","fingerprint":"7"}
            """);

        Assert.That(reply, Is.EqualTo(new Reply(202, "application/json", """{"accepted":1,"incidents":["INC-7"]}""", null, "")));
        var alert = _host.Accepted.Single();
        Assert.That(alert with { Links = null }, Is.EqualTo(new Alert(
            "alert",
            LabelSet.Of(("alertname", "DiskFull"), ("disk", "sda"), ("service", "db"), ("severity", "critical")),
            LabelSet.Of(("description", "98 %"), ("summary", "full")),
            AlertStatus.Firing,
            At("2026-11-23T02:00:00Z"),
            EndsAt: null,
            Key: "7")));
        Assert.That(alert.Links, Is.EqualTo((AlertLink[])[new("Dashboard", "https://grafana/d/1"), new("http://x/", "http://x/")]));
    }

    [Test]
    public async Task Name_and_status_are_enough_and_an_array_is_taken()
    {
        var reply = await _host.PostAsync(Path, """[{"name":"A","status":"firing"},{"name":"B","status":"Resolved","other":{"x":1}}]""");

        Assert.That((reply.Status, reply.Body), Is.EqualTo((202, """{"accepted":2,"incidents":["INC-7"]}""")));
        Assert.That(_host.Accepted, Is.EqualTo((Alert[])
        [
            new("alert", LabelSet.Of(("alertname", "A")), LabelSet.Empty, AlertStatus.Firing, Now),
            new("alert", LabelSet.Of(("alertname", "B")), LabelSet.Empty, AlertStatus.Resolved, Now, Now),
        ]));
    }

    [TestCase("", "The body is empty.")]
    [TestCase("hello", "This is not JSON: 'h' is an invalid start of a value.")]
    [TestCase("\"x\"", "An alert (an object) or an array of alerts is expected, a text stands there.")]
    [TestCase("{}", "\"name\" is missing or empty; an alert needs a name, such as \"DiskFull\".")]
    [TestCase("""{"name":" ","status":"firing"}""", "\"name\" is missing or empty; an alert needs a name, such as \"DiskFull\".")]
    [TestCase("""[{"name":"A"}]""", "$[0] (line 1, byte 2): \"status\" is missing; an alert needs one, \"firing\" or \"resolved\".")]
    [TestCase("""{"name":"A","status":"open"}""", "$.status (line 1, byte 22): \"firing\" or \"resolved\" is expected, \"open\" stands there.")]
    [TestCase("""{"name":"A","status":null}""", "$.status (line 1, byte 22): \"firing\" or \"resolved\" is expected, null stands there.")]
    [TestCase("""{"name":7,"status":"firing"}""", "$.name (line 1, byte 9): a text is expected, a number stands there.")]
    [TestCase("""{"name":"A","status":"firing","labels":["a"]}""", "$.labels (line 1, byte 40): an object of texts is expected, an array stands there.")]
    [TestCase("""{"name":"A","status":"firing","labels":{"a":true}}""", "$.labels.a (line 1, byte 45): a text is expected, true or false stands there.")]
    [TestCase("""{"name":"A","status":"firing","labels":{"":"x"}}""", "Here a label has no name.")]
    [TestCase("""{"name":"A","status":"firing","links":[{"href":"javascript:alert(1)"}]}""", "$.links[0] (line 1, byte 40): \"javascript:alert(1)\" is no address for a link; an absolute http or https address is expected.")]
    [TestCase("""{"name":"A","status":"firing","links":[{}]}""", "$.links[0] (line 1, byte 40): \"href\" is missing; a link needs an absolute http or https address.")]
    [TestCase("""{"name":"A","status":"firing","startsAt":"2026-13-01T00:00:00Z"}""", "$.startsAt (line 1, byte 42): \"2026-13-01T00:00:00Z\" is no time; one looks like \"2026-11-23T03:04:05Z\", years 0001 to 9999.")]
    [TestCase("""{"name":"A\u0000","status":"firing"}""", "$.name (line 1, byte 9): A text may not hold the character NUL (\\u0000).")]
    [TestCase("""{"name":"A\ud800","status":"firing"}""", "$.name (line 1, byte 9): A text must be Unicode: half a surrogate pair, or bytes that are no UTF-8, stand there.")]
    [TestCase("{\"name\":\"A\",\n \"status\":\"firing\",}", "$.status (line 2, byte 20): This is not JSON: The JSON object contains a trailing comma at the end, which JSON does not allow.")]
    [TestCase("""[{"name":"A","status":"firing"},{"name":"B"}]""", "$[1] (line 1, byte 33): \"status\" is missing; an alert needs one, \"firing\" or \"resolved\".")]
    public async Task What_is_no_alert_gets_a_sentence_with_its_place_and_nothing_is_taken(string body, string detail)
    {
        var reply = await _host.PostAsync(Path, body);

        Assert.That((reply.Status, reply.ContentType), Is.EqualTo((400, "application/problem+json")));
        using var problem = JsonDocument.Parse(reply.Body);
        Assert.That(problem.RootElement.GetProperty("detail").GetString(), Is.EqualTo(detail));
        Assert.That(problem.RootElement.GetProperty("status").GetInt32(), Is.EqualTo(400));
        Assert.That(problem.RootElement.TryGetProperty("line", out _), Is.True);
        Assert.That(_host.Accepted, Is.Empty);
    }

    [Test]
    public async Task Bytes_that_are_no_UTF8_are_refused()
    {
        var reply = await _host.PostAsync(Path, [.. "{\"name\":\""u8, 0xFF, .. "\",\"status\":\"firing\"}"u8]);

        Assert.That((reply.Status, reply.Body.Contains("A text must be Unicode", StringComparison.Ordinal)), Is.EqualTo((400, true)));
    }

    [TestCase("0001-01-01T00:00:00Z")]
    [TestCase("9999-12-31T23:59:59Z")]
    public async Task A_start_at_the_ends_of_the_calendar_is_taken_as_now(string startsAt)
    {
        var reply = await _host.PostAsync(Path, $$"""{"name":"A","status":"firing","startsAt":"{{startsAt}}"}""");

        Assert.That((reply.Status, _host.Accepted.Single().StartsAt), Is.EqualTo((202, Now)));
    }

    [Test]
    public async Task More_than_5000_alerts_at_once_are_refused()
    {
        var reply = await _host.PostAsync(Path, "[" + string.Join(',', Enumerable.Repeat("""{"name":"A","status":"firing"}""", 5001)) + "]");

        Assert.That((reply.Status, reply.Body.Contains("5000 alerts are allowed at once", StringComparison.Ordinal)), Is.EqualTo((400, true)));
    }
}
