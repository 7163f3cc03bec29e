using System.Globalization;
using System.Text;
using ChatOps.Core.Alerts;
using static ChatOps.Tests.Alerting.AlertingHost;

namespace ChatOps.Tests.Alerting;

/// <summary><c>POST /api/v2/alerts</c>: statuses, content types and codes are those that Alertmanager 0.25 gave for the same bodies.</summary>
internal sealed class ApiAlertsPostTests
{
    private const string Path = "/api/v2/alerts";

    private AlertingHost _host = null!;

    [SetUp]
    public async Task StartAsync() => _host = await AlertingHost.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [TestCase("[]", 0)]
    [TestCase("null", 0)]
    [TestCase("""[{"labels":{"alertname":"Good"}}]""", 1)]
    [TestCase("""[{"Labels":{"alertname":"Good"}}]""", 1)]
    [TestCase("""[{"labels":{"alertname":"Good"},"unknown":{"x":[1,{"y":null}]}}]""", 1)]
    [TestCase("""[{"labels":{"alertname":"Good","gone":null}}]""", 1)]
    [TestCase("""[{"labels":{"alertname":"Good"},"generatorURL":""}]""", 1)]
    [TestCase("""[{"labels":{"alertname":"Good"},"generatorURL":"/graph"}]""", 1)]
    [TestCase("""[{"labels":{"alertname":"Good"},"startsAt":"","endsAt":null}]""", 1)]
    [TestCase("""[{"labels":{"alertname":"Good"},"startsAt":"0001-01-01T00:00:00.000Z","endsAt":"0001-01-01T00:00:00.000Z"}]""", 1)]
    [TestCase("""[{"labels":{"alertname":"Good"},"endsAt":"9999-12-31T23:59:59Z"}]""", 1)]
    [TestCase("""[{"labels":{"alertname":"Good","service.name":"web"}}]""", 1)]
    [TestCase("""[{"labels":{"alertname":"Good"}},{"labels":{"alertname":"Too"}}] and more""", 2)]
    public async Task Good_bodies_get_200_and_nothing_else(string body, int alerts)
    {
        var reply = await _host.PostAsync(Path, body);

        Assert.That(reply, Is.EqualTo(new Reply(200, null, "", null, "")));
        Assert.That(_host.Accepted, Has.Count.EqualTo(alerts));
    }

    [TestCase("", 422, """{"code":602,"message":"alerts in body is required"}""")]
    [TestCase("  \n ", 422, """{"code":602,"message":"alerts in body is required"}""")]
    [TestCase("[{}]", 422, """{"code":602,"message":"0.labels in body is required"}""")]
    [TestCase("[null]", 422, """{"code":602,"message":"0.labels in body is required"}""")]
    [TestCase("""[{"labels":null}]""", 422, """{"code":602,"message":"0.labels in body is required"}""")]
    [TestCase("""[{"labels":{"a":"b"}},{"annotations":{}}]""", 422, """{"code":602,"message":"1.labels in body is required"}""")]
    [TestCase("""[{"labels":{"a":"b"},"generatorURL":"not a url"}]""", 422, """{"code":601,"message":"0.generatorURL in body must be of type uri: \"not a url\""}""")]
    [TestCase("hello", 400, """{"code":400,"message":"This is not JSON: 'h' is an invalid start of a value."}""")]
    [TestCase("{}", 400, """{"code":400,"message":"An array is expected, an object stands there."}""")]
    [TestCase("[", 400, """{"code":400,"message":"$ (line 1, byte 2): This is not JSON: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed."}""")]
    [TestCase("""["x"]""", 400, """{"code":400,"message":"$[0] (line 1, byte 2): an object is expected, a text stands there."}""")]
    [TestCase("""[{"labels":{"a":1}}]""", 400, """{"code":400,"message":"$[0].labels.a (line 1, byte 17): a text is expected, a number stands there."}""")]
    [TestCase("[{\"labels\":{\"a\":\"b\"},\n \"annotations\":{\"x\":[true]}}]", 400, """{"code":400,"message":"$[0].annotations.x (line 2, byte 21): a text is expected, an array stands there."}""")]
    [TestCase("""[{"labels":{"a":"b"},"startsAt":"yesterday"}]""", 400, """{"code":400,"message":"$[0].startsAt (line 1, byte 33): \"yesterday\" is no time; one looks like \"2026-11-23T03:04:05Z\", years 0001 to 9999."}""")]
    [TestCase("""[{"labels":{"a":"b"},"startsAt":"2026-01-01"}]""", 400, null)]
    [TestCase("""[{"labels":{"a":"b"},"startsAt":"10000-01-01T00:00:00Z"}]""", 400, null)]
    [TestCase("""[{"labels":{"a":"b"},"startsAt":17}]""", 400, null)]
    public async Task A_body_of_another_shape_is_refused_whole_with_its_code_and_place(string body, int status, string? answer)
    {
        var reply = await _host.PostAsync(Path, body);

        Assert.That((reply.Status, reply.ContentType), Is.EqualTo((status, "application/json")));
        Assert.That(reply.Body, answer is null ? Does.StartWith("{\"code\":400,\"message\":") : Is.EqualTo(answer));
        Assert.That(_host.Accepted, Is.Empty);
    }

    [TestCase("""{"labels":{}}""", "at least one label pair required")]
    [TestCase("""{"labels":{"a":""}}""", "at least one label pair required")]
    [TestCase("""{"labels":{"a b":"x"}}""", "invalid label set: invalid name \"a b\"")]
    [TestCase("""{"labels":{"1a":"x"}}""", "invalid label set: invalid name \"1a\"")]
    [TestCase("""{"labels":{"":"x"}}""", "invalid label set: invalid name \"\"")]
    [TestCase("""{"labels":{"a":"x"},"annotations":{"x y":"1"}}""", "invalid annotations: invalid name \"x y\"")]
    [TestCase("""{"labels":{"a":"b"},"startsAt":"2026-01-02T00:00:00Z","endsAt":"2026-01-01T00:00:00Z"}""", "start time must be before end time")]
    [TestCase("""{"labels":{"a":"b"},"startsAt":"9999-12-31T23:59:59Z"}""", "start time must be before end time")]
    public async Task An_alert_that_is_not_valid_is_answered_with_a_JSON_string_and_the_others_are_stored(string bad, string problem)
    {
        var reply = await _host.PostAsync(Path, $$$"""[{"labels":{"alertname":"First"}},{{{bad}}},{"labels":{"alertname":"Last"}}]""");

        Assert.That((reply.Status, reply.ContentType), Is.EqualTo((400, "application/json")));
        Assert.That(System.Text.Json.JsonSerializer.Deserialize<string>(reply.Body), Is.EqualTo(problem));
        Assert.That(_host.Accepted.Select(alert => alert.Name), Is.EqualTo((string[])["First", "Last"]));
    }

    [TestCase(null, 415, "unsupported media type \\\"application/octet-stream\\\", only [application/json] are allowed")]
    [TestCase("text/plain", 415, "unsupported media type \\\"text/plain\\\", only [application/json] are allowed")]
    [TestCase("application/problem+json", 415, "unsupported media type")]
    [TestCase("///", 400, "parsing Content-Type header from \\\"///\\\" failed")]
    public async Task Another_content_type_is_refused(string? type, int status, string message)
    {
        var reply = await _host.PostAsync(Path, "[]", type);

        Assert.That((reply.Status, reply.ContentType), Is.EqualTo((status, "application/json")));
        Assert.That(reply.Body, Does.StartWith($"{{\"code\":{status},\"message\":\"{message}"));
    }

    [Test]
    public async Task Parameters_of_the_content_type_do_no_harm() =>
        Assert.That((await _host.PostAsync(Path, "[]", "application/json; charset=utf-8")).Status, Is.EqualTo(200));

    [Test]
    public async Task What_Prometheus_sends_arrives_whole()
    {
        await _host.PostAsync(Path, """
            [{"annotations":{"summary":"web is down"},"endsAt":"2026-11-23T03:08:05.123456789Z","startsAt":"2026-11-23T05:00:05.5+02:00",
              "generatorURL":"http://host:9090/graph?g0.expr=up+%3D%3D+0\u0026g0.tab=1","labels":{"alertname":"TargetDown","job":"web","severity":"critical"}}]
            """);

        Assert.That(_host.Accepted, Is.EqualTo((Alert[])
        [
            new(
                "prometheus",
                LabelSet.Of(("alertname", "TargetDown"), ("job", "web"), ("severity", "critical")),
                LabelSet.Of(("summary", "web is down")),
                AlertStatus.Firing,
                At("2026-11-23T03:00:05.5Z"),
                At("2026-11-23T03:08:05.1234567Z"),
                Expires: true,
                "http://host:9090/graph?g0.expr=up+%3D%3D+0&g0.tab=1"),
        ]));
    }

    [TestCase("}", "2026-11-23T03:04:05Z", "2026-11-23T03:09:05Z", AlertStatus.Firing, TestName = "Without times it began now and lasts 5 minutes")]
    [TestCase(""","startsAt":"2026-11-23T01:00:00Z"}""", "2026-11-23T01:00:00Z", "2026-11-23T03:09:05Z", AlertStatus.Firing, TestName = "Without an end it lasts 5 minutes from now")]
    [TestCase(""","endsAt":"2026-11-23T03:00:00Z"}""", "2026-11-23T03:00:00Z", "2026-11-23T03:00:00Z", AlertStatus.Resolved, TestName = "An end in the past has resolved it; without a start it began then")]
    [TestCase(""","startsAt":"2026-11-23T02:00:00"}""", "2026-11-23T02:00:00Z", "2026-11-23T03:09:05Z", AlertStatus.Firing, TestName = "A time without a zone is UTC")]
    [TestCase(""","startsAt":"1970-01-01T00:00:00Z"}""", "2026-11-23T03:04:05Z", "2026-11-23T03:09:05Z", AlertStatus.Firing, TestName = "A zero time is none")]
    public async Task Times(string rest, string startsAt, string endsAt, AlertStatus status)
    {
        await _host.PostAsync(Path, """[{"labels":{"alertname":"A"}""" + rest + "]");

        var alert = _host.Accepted.Single();
        Assert.That((alert.StartsAt, alert.EndsAt, alert.Status, alert.Expires), Is.EqualTo((At(startsAt), (DateTimeOffset?)At(endsAt), status, true)));
    }

    [Test]
    public async Task What_is_no_Unicode_is_replaced_as_Go_replaces_it()
    {
        await _host.PostAsync(Path, """[{"labels":{"alertname":"half \ud800 \n pair \ud83d\ude00","nul":"a\u0000b"}}]""");
        await _host.PostAsync(Path, [.. "[{\"labels\":{\"alertname\":\"bytes "u8, 0xFF, .. "\"}}]"u8]);

        Assert.That(_host.Accepted.Select(alert => alert.Name), Is.EqualTo((string[])["half \uFFFD \n pair 😀", "bytes \uFFFD"]));
        Assert.That(_host.Accepted[0].Labels["nul"], Is.EqualTo("a\uFFFDb"));
    }

    [TestCase(10_000, TestName = "Depth 10,000")]
    [TestCase(65, TestName = "Depth 65")]
    public async Task Deep_nesting_is_refused(int depth)
    {
        var reply = await _host.PostAsync(Path, "[{\"labels\":{\"a\":\"b\"},\"x\":" + new string('[', depth) + new string(']', depth) + "}]");

        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(reply.Body, Does.Contain("The maximum configured depth of 64 has been exceeded"));
    }

    [Test]
    public async Task Twenty_megabytes_are_refused_and_the_next_alert_is_taken()
    {
        var reply = await _host.PostAsync(Path, $$$"""[{"labels":{"alertname":"{{{new string('x', 20_000_000)}}}"}}]""");

        Assert.That((reply.Status, reply.Body), Is.EqualTo((413, """{"code":413,"message":"The body is too large; 10 MiB are allowed."}""")));
        await Good_bodies_get_200_and_nothing_else("""[{"labels":{"alertname":"Good"}}]""", 1);
    }

    [Test]
    public async Task Twenty_megabytes_of_unknown_length_are_refused()
    {
        using var content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(new string(' ', 20_000_000))));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = content };
        request.Headers.TransferEncodingChunked = true;
        using var reply = await _host.Client.SendAsync(request);

        Assert.That((int)reply.StatusCode, Is.EqualTo(413));
    }

    [Test]
    public async Task Nine_megabytes_are_read()
    {
        var body = "[" + string.Join(',', Enumerable.Range(0, 900).Select(number => $$$"""{"labels":{"alertname":"A{{{number}}}"},"annotations":{"description":"{{{new string('x', 10_000)}}}"}}""")) + "]";

        Assert.That((await _host.PostAsync(Path, body)).Status, Is.EqualTo(200));
        Assert.That(_host.Accepted, Has.Count.EqualTo(900));
    }

    [Test]
    public async Task Ten_thousand_labels_are_refused()
    {
        var labels = string.Join(',', Enumerable.Range(0, 10_000).Select(number => string.Create(CultureInfo.InvariantCulture, $"\"l{number}\":\"v\"")));

        var reply = await _host.PostAsync(Path, "[{\"labels\":{" + labels + "}}]");

        Assert.That((reply.Status, reply.Body), Is.EqualTo((400, "\"invalid label set: the alert has 10000 labels, 1000 are allowed\"")));
    }

    [Test]
    public async Task A_label_of_100_000_characters_is_refused_and_such_an_annotation_is_cut()
    {
        var reply = await _host.PostAsync(Path, $$$"""[{"labels":{"a":"{{{new string('x', 100_000)}}}"}},{"labels":{"b":"c"},"annotations":{"d":"{{{new string('x', 100_000)}}}"}}]""");

        Assert.That((reply.Status, reply.Body), Is.EqualTo((400, "\"invalid label set: the label \\\"a\\\" has 100000 characters, 10000 are allowed\"")));
        Assert.That(_host.Accepted.Single().Annotations["d"], Has.Length.LessThan(20_100).And.EndsWith("… (cut; 100000 characters)"));
    }

    [Test]
    public async Task What_looks_dangerous_is_data()
    {
        const string name = "<!channel> <script>alert(1)</script> {{ .Labels }} \u001b[31m @everyone";
        await _host.PostAsync(Path, System.Text.Json.JsonSerializer.Serialize((object[])[new { labels = new Dictionary<string, string> { ["alertname"] = name }, generatorURL = "javascript:alert(1)" }]));

        Assert.That(_host.Accepted.Single(), Has.Property(nameof(Alert.Name)).EqualTo(name).And.Property(nameof(Alert.GeneratorUrl)).Null);
    }
}
