using System.Text.Json;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using NSubstitute;
using static ChatOps.Tests.Alerting.AlertingHost;

namespace ChatOps.Tests.Alerting;

/// <summary>The rest of Alertmanager's API, silences aside.</summary>
internal sealed class ApiElseTests
{
    private AlertingHost _host = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _host = await AlertingHost.StartAsync();
        _host.Alerts.ListFiringAsync(Arg.Any<CancellationToken>()).Returns(
        [
            Stored("TargetDown", "web", 7),
            Stored("Watchdog", "web", null),
            Stored("TargetDown", "db", 8),
        ]);
        _host.Silences.ListAsync(Arg.Any<CancellationToken>()).Returns(
        [
            new Silence("11111111-1111-4111-8111-111111111111", Matchers.Parse("job=db"), Now.AddHours(-1), Now.AddHours(1), "ana", "deploy", Now),
            new Silence("22222222-2222-4222-8222-222222222222", Matchers.Parse("job=web"), Now.AddHours(-2), Now.AddHours(-1), "ana", "over", Now),
        ]);
    }

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [TestCase("", "Watchdog/web TargetDown/db TargetDown/web")]
    [TestCase("?active=true&inhibited=false&silenced=false&unprocessed=false", "Watchdog/web TargetDown/web")]
    [TestCase("?active=maybe", "TargetDown/db")]
    [TestCase("?silenced=FALSE", "Watchdog/web TargetDown/web")]
    [TestCase("?silenced=1&active=", "Watchdog/web TargetDown/db TargetDown/web")]
    [TestCase("?filter=job%3Dweb", "Watchdog/web TargetDown/web")]
    [TestCase("?filter=job%3Dweb&filter=alertname%3D~%22Target.*%22", "TargetDown/web")]
    [TestCase("?filter=missing%3D%22%22", "Watchdog/web TargetDown/db TargetDown/web")]
    [TestCase("?receiver=chat.*", "Watchdog/web TargetDown/db TargetDown/web")]
    [TestCase("?receiver=chat", "")]
    public async Task Alerts_are_listed_by_fingerprint_and_filtered(string query, string alerts)
    {
        var reply = await _host.GetAsync("/api/v2/alerts" + query);

        using var list = JsonDocument.Parse(reply.Body);
        var names = list.RootElement.EnumerateArray().Select(item => item.GetProperty("labels")).Select(labels => $"{labels.GetProperty("alertname")}/{labels.GetProperty("job")}");
        Assert.That((reply.Status, reply.ContentType), Is.EqualTo((200, "application/json")));
        Assert.That(string.Join(' ', names), Is.EqualTo(alerts));
    }

    [TestCase("?filter=bad")]
    [TestCase("?filter=")]
    [TestCase("?filter=%7Bjob%3Dweb%7D")]
    [TestCase("?filter=job%3D~(")]
    [TestCase("?receiver=(")]
    public async Task A_bad_filter_gets_400_with_a_JSON_string(string query)
    {
        foreach (var path in (string[])["/api/v2/alerts", "/api/v2/alerts/groups"])
        {
            var reply = await _host.GetAsync(path + query);

            Assert.That((reply.Status, reply.ContentType), Is.EqualTo((400, "application/json")));
            Assert.That(JsonSerializer.Deserialize<string>(reply.Body), Is.Not.Empty);
        }
    }

    [Test]
    public async Task An_alert_has_all_that_clients_ask_for()
    {
        var reply = await _host.GetAsync("/api/v2/alerts?filter=job%3Ddb");

        Assert.That(reply.Body, Is.EqualTo("""
            [{"annotations":{"summary":"it is"},"endsAt":"2026-11-23T03:08:05.000Z","fingerprint":"FINGERPRINT","receivers":[{"name":"chatops"}],
            "startsAt":"2026-11-23T03:00:05.000Z","status":{"inhibitedBy":[],"mutedBy":[],"silencedBy":["11111111-1111-4111-8111-111111111111"],"state":"suppressed"},
            "updatedAt":"2026-11-23T03:04:05.000Z","generatorURL":"http://host/graph","labels":{"alertname":"TargetDown","job":"db"}}]
            """.ReplaceLineEndings("").Replace("FINGERPRINT", Stored("TargetDown", "db", 8).Alert.Fingerprint)));
    }

    [Test]
    public async Task Groups_are_the_incidents()
    {
        using var groups = JsonDocument.Parse((await _host.GetAsync("/api/v2/alerts/groups")).Body);

        var found = groups.RootElement.EnumerateArray().Select(group => $"{group.GetProperty("labels")} {group.GetProperty("receiver")} {group.GetProperty("alerts").GetArrayLength()}");
        Assert.That(found, Is.EqualTo((string[])["{} {\"name\":\"chatops\"} 1", "{\"incident\":\"INC-7\"} {\"name\":\"chatops\"} 1", "{\"incident\":\"INC-8\"} {\"name\":\"chatops\"} 1"]));
    }

    [Test]
    public async Task Status_has_what_keeps_amtool_from_panic()
    {
        using var status = JsonDocument.Parse((await _host.GetAsync("/api/v2/status")).Body);

        Assert.That(status.RootElement.GetProperty("versionInfo").GetProperty("version").GetString(), Is.EqualTo("0.25.0"));
        Assert.That(status.RootElement.GetProperty("cluster").GetProperty("status").GetString(), Is.EqualTo("disabled"));
        Assert.That(status.RootElement.GetProperty("cluster").GetProperty("peers").GetArrayLength(), Is.Zero);
        Assert.That(status.RootElement.GetProperty("config").GetProperty("original").GetString(), Is.EqualTo("route:\n  receiver: chatops\nreceivers:\n- name: chatops\n"));
        Assert.That(status.RootElement.GetProperty("uptime").GetString(), Is.EqualTo("2026-11-23T03:04:05.000Z"));
    }

    [TestCase("GET", "/api/v2/receivers", 200, "application/json", "[{\"name\":\"chatops\"}]", "")]
    [TestCase("GET", "/-/healthy", 200, "text/plain; charset=utf-8", "OK", "")]
    [TestCase("GET", "/-/ready", 200, "text/plain; charset=utf-8", "OK", "")]
    [TestCase("PUT", "/api/v2/alerts", 405, "application/json", "{\"code\":405,\"message\":\"method PUT is not allowed, but [GET,POST] are\"}", "GET, POST")]
    [TestCase("POST", "/api/v2/silence/x", 405, "application/json", "{\"code\":405,\"message\":\"method POST is not allowed, but [DELETE,GET] are\"}", "DELETE, GET")]
    [TestCase("GET", "/api/v2/nothing", 404, "application/json", "{\"code\":404,\"message\":\"path /api/v2/nothing was not found\"}", "")]
    [TestCase("GET", "/api/v1/alerts", 410, "application/json", "{\"status\":\"deprecated\",\"error\":\"Version 1 of Alertmanager's API is gone; the same paths are under /api/v2.\"}", "")]
    public async Task Everything_else(string method, string path, int status, string type, string body, string allow) =>
        Assert.That(await _host.SendAsync(new HttpMethod(method), path), Is.EqualTo(new Reply(status, type, body, null, allow.Replace(" ", "", StringComparison.Ordinal))));

    private static StoredAlert Stored(string name, string job, long? incident) => new(
        new Alert("prometheus", LabelSet.Of(("alertname", name), ("job", job)), LabelSet.Of(("summary", "it is")), AlertStatus.Firing, Now.AddMinutes(-4), Now.AddMinutes(4), true, "http://host/graph"),
        Now,
        incident is { } number ? new IncidentId(number) : null);
}
