using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace ChatOps.Tests.Api;

/// <summary>What several tools say of the same thing.</summary>
internal sealed class ManySources
{
    private const string Prometheus = """[{"labels":{"alertname":"PostgresqlDown","service":"db"},"startsAt":"2026-01-01T00:00:00Z","endsAt":"END"}]""";
    private const string Grafana = """{"version":"1","alerts":[{"status":"STATUS","labels":{"alertname":"PostgreSQLDown","service":"db","grafana_folder":"Shop"},"values":{"A":0}}]}""";
    private const string PagerDuty = """{"routing_key":"k","event_action":"ACTION","dedup_key":"event-7","payload":{"summary":"db is away","source":"db-1","severity":"critical","component":"db","class":"PostgresqlDown"}}""";
    private const string UptimeKuma = """{"heartbeat":{"monitorID":7,"status":STATUS,"msg":"timeout","time":"2026-11-23 03:00:00"},"monitor":{"id":7,"name":"db","url":"http://db/"},"msg":"[db]"}""";

    private RunningBot _bot = null!;

    [SetUp]
    public async Task Start() => _bot = await RunningBot.StartAsync();

    [TearDown]
    public async Task Stop() => await _bot.DisposeAsync();

    [Test]
    [Property("Rule", "2.1")]
    public async Task The_same_failure_told_by_four_sources_is_one_incident_with_four_alerts_and_ends_with_the_last()
    {
        await SendAsync("/api/v2/alerts", Prometheus.Replace("END", "2099-01-01T00:00:00Z", StringComparison.Ordinal));
        await SendAsync("/webhooks/grafana", Grafana.Replace("STATUS", "firing", StringComparison.Ordinal));
        await SendAsync("/v2/enqueue", PagerDuty.Replace("ACTION", "trigger", StringComparison.Ordinal));
        await SendAsync("/webhooks/uptimekuma", UptimeKuma.Replace("STATUS", "0", StringComparison.Ordinal));

        var incident = await OnlyAsync();
        Assert.That((incident.GetProperty("service").GetString(), incident.GetProperty("challenge").GetString(), incident.GetProperty("alerts").GetArrayLength()), Is.EqualTo(("db", "ServiceDown", 4)));

        await SendAsync("/webhooks/uptimekuma", UptimeKuma.Replace("STATUS", "1", StringComparison.Ordinal).Replace("03:00:00", "03:01:00", StringComparison.Ordinal));
        await SendAsync("/v2/enqueue", """{"routing_key":"k","event_action":"resolve","dedup_key":"event-7"}""");
        await SendAsync("/webhooks/grafana", Grafana.Replace("STATUS", "resolved", StringComparison.Ordinal));
        Assert.That((await OnlyAsync()).GetProperty("state").GetString(), Is.Not.EqualTo("resolved"), "one still fires");

        await SendAsync("/api/v2/alerts", Prometheus.Replace("END", Soon(), StringComparison.Ordinal));
        Assert.That((await OnlyAsync()).GetProperty("state").GetString(), Is.EqualTo("resolved"));

        // Past when it arrives.
        static string Soon() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Test]
    [Property("Rule", "2.14")]
    public async Task An_acknowledgement_at_the_sender_is_a_note_however_often_it_is_sent()
    {
        await SendAsync("/v2/enqueue", PagerDuty.Replace("ACTION", "trigger", StringComparison.Ordinal));

        for (var i = 0; i < 3; i++) await SendAsync("/v2/enqueue", """{"routing_key":"k","event_action":"acknowledge","dedup_key":"event-7","client":"Uptime Kuma"}""");

        var timeline = await _bot.Http.GetStringAsync("/api/incidents/INC-1/timeline?limit=500");
        Assert.That(timeline.Split("\"kind\":\"noted\"").Length - 1, Is.EqualTo(1), timeline);
        Assert.That(timeline, Does.Contain("Uptime Kuma says that this is acknowledged there"));
        var incident = await OnlyAsync();
        Assert.That((incident.GetProperty("acknowledgedAt").ValueKind, incident.GetProperty("owner").ValueKind), Is.EqualTo((JsonValueKind.Null, JsonValueKind.Null)));
    }

    [Test]
    public async Task What_came_of_each_source_stands_in_the_metrics()
    {
        await SendAsync("/webhooks/uptimekuma", UptimeKuma.Replace("STATUS", "0", StringComparison.Ordinal));
        using var bad = await _bot.Http.PostAsync("/webhooks/kibana", new StringContent("{", Encoding.UTF8, "application/json"));

        var metrics = await _bot.Http.GetStringAsync("/metrics");
        Assert.That(metrics, Does.Match("chatops_source_requests_total\\{[^}]*outcome=\"taken\",source=\"uptimekuma\"[^}]*\\} 1"));
        Assert.That(metrics, Does.Match("chatops_source_requests_total\\{[^}]*outcome=\"malformed\",source=\"kibana\"[^}]*\\} 1"));
    }

    private async Task SendAsync(string path, string body)
    {
        using var response = await _bot.Http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.That(response.IsSuccessStatusCode, Is.True, $"{path}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }

    private async Task<JsonElement> OnlyAsync()
    {
        var all = await _bot.Http.GetFromJsonAsync<JsonElement>("/api/incidents?state=all&limit=50");
        Assert.That(all.GetProperty("items").GetArrayLength(), Is.EqualTo(1), all.ToString());
        return all.GetProperty("items")[0];
    }
}
