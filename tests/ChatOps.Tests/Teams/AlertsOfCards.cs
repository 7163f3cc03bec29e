using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Tests.Api;

namespace ChatOps.Tests.Teams;

/// <summary>What tools post to Teams becomes incidents: by Alertmanager's and Grafana's own templates, and by what any other card says.</summary>
internal sealed class AlertsOfCards
{
    private const string Configuration = """{ "Services": { "checkout": { "Domain": "backend" }, "ledger": { "Domain": "backend" } } }""";

    /// <summary>As Alertmanager's msteams_configs sends it with its default template.</summary>
    private const string AlertmanagerCard = """
        { "@context": "http://schema.org/extensions", "@type": "MessageCard", "themeColor": "8C1A1A", "summary": "[FIRING:2] TargetDown (checkout prod)",
          "title": "[FIRING:2] TargetDown (checkout prod)",
          "text": "# Alerts Firing:\n\nLabels:\n  - alertname = TargetDown\n  - service = checkout\n  - severity = critical\nAnnotations:\n  - summary = checkout does not answer\nSource: http://prometheus.example/graph?g0.expr=up\n\nLabels:\n  - alertname = TargetDown\n  - service = ledger\n  - severity = warning\nAnnotations:\n  - summary = ledger does not answer\nSource: http://prometheus.example/graph?g0.expr=up\n" }
        """;

    /// <summary>As msteamsv2_configs and Grafana send theirs, through a Workflows address.</summary>
    private const string WorkflowsCard = """
        { "type": "message", "attachments": [ { "contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": null, "content": { "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard", "version": "1.2",
          "body": [ { "type": "TextBlock", "text": "@title", "weight": "Bolder", "size": "Medium", "wrap": true, "color": "Attention" },
                    { "type": "TextBlock", "text": "**@word**\n\nValue: A=1\nLabels:\n - alertname = TargetDown\n - service = checkout\n - severity = critical\nAnnotations:\n - summary = checkout does not answer\nSource: http://grafana.example/alerting/1\n", "wrap": true } ],
          "actions": [ { "type": "Action.OpenUrl", "title": "View URL", "url": "http://grafana.example/alerting/list" } ] } } ] }
        """;

    private const string UnknownCard = """
        { "@type": "MessageCard", "@context": "https://schema.org/extensions", "title": "Disk 97% full on @what", "themeColor": "@color",
          "sections": [ { "activityTitle": "node-1", "facts": [ { "name": "Severity", "value": "Critical" }, { "name": "Service", "value": "ledger" } ] } ],
          "potentialAction": [ { "@type": "OpenUri", "name": "Open", "targets": [ { "os": "default", "uri": "https://tool.example/alert/7" } ] } ] }
        """;

    [Test]
    public async Task A_MessageCard_of_Alertmanager_lists_its_alerts()
    {
        await using var bot = await RunningBot.StartAsync(Configuration);

        var (status, text) = await PostAsync(bot, AlertmanagerCard);

        Assert.That((status, text), Is.EqualTo((HttpStatusCode.OK, "1")), "as the connector answers");
        var incidents = await IncidentsAsync(bot);
        Assert.That(incidents.Select(incident => ((string?)incident!["service"], (string?)incident["challenge"], (string?)incident["severity"])), Is.EquivalentTo(new[] { ("checkout", "ServiceDown", "critical"), ("ledger", "ServiceDown", "warning") }));
    }

    [Test]
    public async Task A_card_of_a_workflow_opens_and_resolves()
    {
        await using var bot = await RunningBot.StartAsync(Configuration);

        var (status, text) = await PostAsync(bot, WorkflowsCard.Replace("@title", "[FIRING:1] TargetDown checkout", StringComparison.Ordinal).Replace("@word", "Firing", StringComparison.Ordinal));
        var open = await IncidentsAsync(bot);
        await PostAsync(bot, WorkflowsCard.Replace("@title", "[RESOLVED] TargetDown checkout", StringComparison.Ordinal).Replace("@word", "Resolved", StringComparison.Ordinal));
        var over = await IncidentsAsync(bot);

        Assert.That((status, text), Is.EqualTo((HttpStatusCode.Accepted, "")));
        Assert.That((open.Count, (string?)open[0]!["service"], (string?)over[0]!["state"]), Is.EqualTo((1, "checkout", "resolved")));
    }

    [Test]
    public async Task Of_any_other_card_title_facts_and_colour_tell()
    {
        await using var bot = await RunningBot.StartAsync(Configuration);
        string Card(string color, string what) => UnknownCard.Replace("@color", color, StringComparison.Ordinal).Replace("@what", what, StringComparison.Ordinal);

        await PostAsync(bot, Card("D70000", "db"));
        await PostAsync(bot, Card("D70000", "db").Replace("97%", "98%", StringComparison.Ordinal));
        var open = await IncidentsAsync(bot);
        await PostAsync(bot, Card("2DC72D", "db").Replace("97%", "12%", StringComparison.Ordinal));
        var over = await IncidentsAsync(bot);

        Assert.That((open.Count, (string?)open[0]!["service"], (string?)open[0]!["severity"]), Is.EqualTo((1, "ledger", "critical")));
        Assert.That((over.Count, (string?)over[0]!["state"]), Is.EqualTo((1, "resolved")), "figures do not count");
    }

    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("no json")]
    [TestCase("""{ "type": "message", "attachments": [] }""")]
    public async Task What_says_nothing_is_refused_in_the_connectors_words(string body)
    {
        await using var bot = await RunningBot.StartAsync(Configuration);

        var (status, text) = await PostAsync(bot, body);

        Assert.That((status, text), Is.EqualTo((HttpStatusCode.BadRequest, "Bad payload received by generic incoming webhook.")));
    }

    private static async Task<(HttpStatusCode Status, string Text)> PostAsync(RunningBot bot, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await bot.Http.PostAsync("/webhooks/teams", content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<JsonArray> IncidentsAsync(RunningBot bot) => JsonNode.Parse(await bot.Http.GetStringAsync("/api/incidents?state=all"))!["items"]!.AsArray();
}
