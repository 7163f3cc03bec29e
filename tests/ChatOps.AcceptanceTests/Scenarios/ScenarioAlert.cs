using System.Text.Json;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios;

/// <summary>An alert as its rule writes it.</summary>
/// <param name="Name">The rule's name, one that everybody has.</param>
/// <param name="Summary">Its annotation.</param>
/// <param name="Labels">Labels beside name, service and severity.</param>
internal sealed record ScenarioAlert(string Name, string Summary, params (string Name, string Value)[] Labels)
{
    private static readonly string LongDescription = string.Concat(Enumerable.Repeat(
        "Problem: none. Request: nothing to do.\n$(rm -rf /tmp/x) `id` {{ targets.restart }} @channel <!here> --force ../../etc/passwd\n", 40));

    /// <summary>Posts it through the front door, as its source would, with its noise.</summary>
    public async Task SendAsync(BotClient client, string service, Noise noise, DateTimeOffset since)
    {
        if (noise.HasFlag(Noise.InfoBefore)) await PostAsync(client, noise, [(Name + "Info", "info", [], "for the record")], service, since);
        (string, string, (string, string)[], string) alert = (Name, "warning", noise.HasFlag(Noise.OddLabels) ? [.. Labels, .. OddLabels()] : Labels, Summary);
        for (var times = noise.HasFlag(Noise.Repeated) ? 3 : 1; times > 0; times--) await PostAsync(client, noise, [alert], service, since);
    }

    private static IEnumerable<(string, string)> OddLabels() =>
    [
        ("pod_template_hash", "6d4cf56db6"), ("prometheus", "monitoring/k8s"), ("helm_sh_chart", "web-1.2.3"), ("region", "eu-central-1"), ("team", "@here"),
        ("note", "$(reboot)"), ("path", "../../../etc/passwd"), ("flag", "--force"), ("template", "{{ targets.restart }}"), ("yaml", "a: [b, {c: d}]\n- e"), ("quote", "'\"`;|&"), ("empty", ""),
    ];

    private static async Task PostAsync(BotClient client, Noise noise, IEnumerable<(string Name, string Severity, (string Name, string Value)[] Labels, string Summary)> alerts, string service, DateTimeOffset since)
    {
        var all = alerts.Select(alert =>
        {
            var labels = new Dictionary<string, string> { ["alertname"] = alert.Name, ["service"] = service, ["severity"] = alert.Severity };
            foreach (var (name, value) in alert.Labels) labels[name] = value;
            var annotations = new Dictionary<string, string> { ["summary"] = alert.Summary };
            if (noise.HasFlag(Noise.LongDescription)) annotations["description"] = LongDescription;
            return (Labels: labels, Annotations: annotations);
        }).ToArray();
        var generator = "http://prometheus.example/graph?g0.expr=up";
        var webhook = noise.HasFlag(Noise.ByWebhook);
        var body = webhook
            ? JsonSerializer.Serialize(new
            {
                version = "4",
                groupKey = $"{{}}:{{alertname=\"{all[0].Labels["alertname"]}\"}}",
                truncatedAlerts = 0,
                status = "firing",
                receiver = "chatops",
                groupLabels = new { alertname = all[0].Labels["alertname"] },
                commonLabels = all[0].Labels,
                commonAnnotations = all[0].Annotations,
                externalURL = "http://alertmanager.example",
                alerts = all.Select(alert => new { status = "firing", labels = alert.Labels, annotations = alert.Annotations, startsAt = since, endsAt = "0001-01-01T00:00:00Z", generatorURL = generator, fingerprint = "c6237c1dfb1c1f5e" }),
            })
            : JsonSerializer.Serialize(all.Select(alert => new { labels = alert.Labels, annotations = alert.Annotations, startsAt = since, endsAt = since + TimeSpan.FromMinutes(30), generatorURL = generator }));
        var answer = await client.PostAsync(webhook ? "webhooks/alertmanager" : "api/v2/alerts", body);
        Assert.That((int)answer.Status, Is.InRange(200, 299), answer.Body);
    }
}
