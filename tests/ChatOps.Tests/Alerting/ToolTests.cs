using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatOps.Alerting;
using ChatOps.Core.Alerts;
using static ChatOps.Tests.Alerting.AlertingHost;

namespace ChatOps.Tests.Alerting;

/// <summary>The tools that are known by name: what they send when something breaks, when it is over, and when somebody presses Test.</summary>
internal sealed class ToolTests
{
    private static IEnumerable<TestCaseData> Tools()
    {
        yield return Tool("datadog", ToolBodies.Datadog("Triggered"), ToolBodies.Datadog("Recovered"), "checkout: too many errors", "checkout", "critical", "ServiceDown");
        yield return Tool("sentry", ToolBodies.SentryEventAlert, ToolBodies.SentryIssue("resolved"), "Very Important Alert Rule!", "checkout", "warning", "Unknown");
        yield return Tool("sentry", ToolBodies.SentryMetric("critical"), ToolBodies.SentryMetric("resolved"), "Slow checkout", "checkout", "critical", "Unknown");
        yield return Tool("uptimekuma", ToolBodies.UptimeKuma(0), ToolBodies.UptimeKuma(1), "MonitorDown", "checkout", "", "ServiceDown");
        yield return Tool("healthchecks", ToolBodies.Healthchecks("down"), ToolBodies.Healthchecks("up"), "K8upBackupFailed", "db", "", "BackupFailure");
        yield return Tool("zabbix", ToolBodies.Zabbix("1"), ToolBodies.Zabbix("0"), "PostgresqlDown", "db", "critical", "ServiceDown");
        yield return Tool("jenkins", ToolBodies.Jenkins("FINALIZED", "FAILURE"), ToolBodies.Jenkins("FINALIZED", "SUCCESS"), "JenkinsBuildFailed", "shop-build", "", "PipelineFailure");
        yield return Tool("gitlab", ToolBodies.GitLabPipeline("failed"), ToolBodies.GitLabPipeline("success"), "GitLabPipelineFailed", "web", "", "PipelineFailure");
        yield return Tool("gitlab", ToolBodies.GitLabDeployment("failed"), ToolBodies.GitLabDeployment("success"), "GitLabDeploymentFailed", "web", "", "DeploymentFailed");
        yield return Tool("kibana", ToolBodies.Kibana("threshold met"), ToolBodies.Kibana("recovered"), "checkout latency", "checkout", "critical", "Unknown");
    }

    private static TestCaseData Tool(string tool, string firing, string resolved, string name, string service, string severity, string challenge) =>
        new TestCaseData(tool, firing, resolved, (name, service, severity, challenge)).SetArgDisplayNames(tool, name);

    [TestCaseSource(nameof(Tools))]
    public async Task A_tools_problem_and_its_end_are_one_alert(string tool, string firing, string resolved, (string Name, string Service, string Severity, string Challenge) expected)
    {
        await using var host = await AlertingHost.StartAsync();

        var began = await SendAsync(host, tool, firing);
        var over = await SendAsync(host, tool, resolved);

        Assert.That((began.Body, over.Body), Is.EqualTo(("""{"accepted":1,"incidents":["INC-7"]}""", """{"accepted":1,"incidents":["INC-7"]}""")));
        Assert.That((began.Status, over.Status), Is.EqualTo((200, 200)));
        var (first, last) = (host.Accepted[0], host.Accepted[1]);
        var labels = first.Labels;
        Assert.That((first.Name, labels.Get("service"), labels.Get("severity"), new Classification([]).Of(labels).Challenge.ToString()), Is.EqualTo(expected));
        Assert.That((first.Status, last.Status, last.Fingerprint, first.Source), Is.EqualTo((AlertStatus.Firing, AlertStatus.Resolved, first.Fingerprint, tool)));
        Assert.That((first.StartsAt <= Now, last.EndsAt >= first.StartsAt, first.Annotations.Get("summary") is { Length: > 0 }), Is.EqualTo((true, true, true)), $"{first} {last}");
    }

    [TestCase("datadog", "[TEST] [Triggered] checkout: too many errors")]
    [TestCase("datadog", "[Triggered] [TEST] checkout: too many errors")]
    [TestCase("sentry")]
    [TestCase("uptimekuma")]
    [TestCase("healthchecks")]
    [TestCase("zabbix")]
    [TestCase("kibana")]
    [Property("Rule", "2.3")]
    public async Task A_tools_test_message_arrives_and_opens_nothing(string tool, string title = "")
    {
        await using var host = await AlertingHost.StartAsync();
        var body = tool switch
        {
            "datadog" => ToolBodies.Datadog("Triggered", title),
            "sentry" => ToolBodies.SentryTest,
            "uptimekuma" => ToolBodies.UptimeKumaTest,
            "healthchecks" => ToolBodies.Healthchecks("down", "TEST"),
            "zabbix" => ToolBodies.ZabbixTest,
            _ => ToolBodies.KibanaTest,
        };

        Assert.That((await SendAsync(host, tool, body)).Status, Is.EqualTo(200));
        Assert.That(host.Accepted.Select(alert => (alert.Status, Watchdog.MayOpen(alert.Labels))), Is.EqualTo(((AlertStatus, bool)[])[(AlertStatus.Resolved, false)]));
    }

    private static IEnumerable<TestCaseData> Nothings()
    {
        yield return new TestCaseData("gitlab", ToolBodies.GitLabPush).SetArgDisplayNames("gitlab", "a push");
        yield return new TestCaseData("gitlab", ToolBodies.GitLabPipeline("running")).SetArgDisplayNames("gitlab", "a pipeline that runs");
        yield return new TestCaseData("gitlab", ToolBodies.GitLabPipeline("failed", "feature/x")).SetArgDisplayNames("gitlab", "a pipeline of somebody's branch");
        yield return new TestCaseData("jenkins", ToolBodies.Jenkins("STARTED", null)).SetArgDisplayNames("jenkins", "a build that began");
        yield return new TestCaseData("jenkins", ToolBodies.Jenkins("FINALIZED", "ABORTED")).SetArgDisplayNames("jenkins", "a build that was aborted");
        yield return new TestCaseData("jenkins", ToolBodies.Jenkins("FINALIZED", "FAILURE", "origin/feature/x")).SetArgDisplayNames("jenkins", "a build of somebody's branch");
        yield return new TestCaseData("zabbix", ToolBodies.Zabbix("1", update: "1")).SetArgDisplayNames("zabbix", "somebody wrote to a problem");
        yield return new TestCaseData("uptimekuma", ToolBodies.UptimeKuma(3)).SetArgDisplayNames("uptimekuma", "maintenance");
        yield return new TestCaseData("uptimekuma", ToolBodies.UptimeKuma(2)).SetArgDisplayNames("uptimekuma", "pending");
        yield return new TestCaseData("sentry", ToolBodies.SentryIssue("created")).SetArgDisplayNames("sentry", "a new issue");
        yield return new TestCaseData("sentry", """{"action":"created","data":{"installation":{"uuid":"x","status":"installed"}}}""").SetArgDisplayNames("sentry", "its installation");
    }

    [Test]
    public async Task GitLabs_test_sends_an_event_anew_which_is_the_same_alert_again()
    {
        await using var host = await AlertingHost.StartAsync();

        await host.PostAsync("/webhooks/gitlab", ToolBodies.GitLabPipeline("failed"));
        await host.PostAsync("/webhooks/gitlab", ToolBodies.GitLabPipeline("failed"));

        Assert.That((host.Accepted[1].Fingerprint, host.Accepted[1].StartsAt, host.Accepted[1].Status), Is.EqualTo((host.Accepted[0].Fingerprint, host.Accepted[0].StartsAt, AlertStatus.Firing)));
    }

    [TestCaseSource(nameof(Nothings))]
    public async Task What_is_no_problem_is_answered_well_and_changes_nothing(string tool, string body)
    {
        await using var host = await AlertingHost.StartAsync();

        var reply = await SendAsync(host, tool, body);

        Assert.That((reply.Status, reply.Body), Is.EqualTo((200, """{"accepted":0,"incidents":[]}""")));
        Assert.That(host.Accepted, Is.Empty);
    }

    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("multipart/form-data; boundary=----x7")]
    public async Task Uptime_Kuma_may_send_a_form(string type)
    {
        await using var host = await AlertingHost.StartAsync();
        var json = ToolBodies.UptimeKuma(0);
        var body = type.StartsWith("multipart", StringComparison.Ordinal)
            ? $"------x7\r\nContent-Disposition: form-data; name=\"data\"\r\n\r\n{json}\r\n------x7--\r\n"
            : "data=" + Uri.EscapeDataString(json);

        Assert.That((await host.PostAsync("/webhooks/uptimekuma", body, type)).Status, Is.EqualTo(200));
        Assert.That((host.Accepted.Single().Name, host.Accepted.Single().StartsAt), Is.EqualTo(("MonitorDown", At("2026-11-23T03:00:00.123Z"))));
    }

    [Test]
    public async Task Datadog_may_encode_its_payload_as_a_form()
    {
        await using var host = await AlertingHost.StartAsync();
        var fields = JsonDocument.Parse(ToolBodies.Datadog("Triggered")).RootElement.EnumerateObject().Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value.GetString()!)}");

        Assert.That((await host.PostAsync("/webhooks/datadog", string.Join('&', fields), "application/x-www-form-urlencoded")).Status, Is.EqualTo(200));
        Assert.That((host.Accepted.Single().Name, host.Accepted.Single().Labels.Get("service"), host.Accepted.Single().Status), Is.EqualTo(("checkout: too many errors", "checkout", AlertStatus.Firing)));
    }

    [Test]
    public async Task Uptime_Kuma_may_send_by_GET()
    {
        await using var host = await AlertingHost.StartAsync(new AlertSource("kuma", SourceKind.UptimeKuma, "k-token", null));

        Assert.That((await host.GetAsync(ToolBodies.UptimeKumaQuery(0), Bearer("k-token"))).Body, Is.EqualTo("""{"accepted":1,"incidents":["INC-7"]}"""));
        Assert.That((await host.GetAsync(ToolBodies.UptimeKumaQuery(1) + "&access_token=k-token")).Status, Is.EqualTo(200));
        var (first, last) = (host.Accepted[0], host.Accepted[1]);
        Assert.That((first.Name, first.Status, last.Status, last.Fingerprint, first.StartsAt), Is.EqualTo(("MonitorDown", AlertStatus.Firing, AlertStatus.Resolved, first.Fingerprint, At("2026-11-23T03:00:00.123Z"))));
        Assert.That((host.Traffic.Sources.Single().Taken, host.Arrivals.Of("kuma").Count), Is.EqualTo((2L, 2)));

        Assert.That((await host.GetAsync("/webhooks/uptimekuma?msg=ops%20Testing", Bearer("k-token"))).Body, Is.EqualTo("""{"accepted":1,"incidents":["INC-7"]}"""));
        Assert.That(Watchdog.MayOpen(host.Accepted[2].Labels), Is.False);
    }

    [Test]
    public async Task A_GET_without_the_secret_or_from_a_page_in_a_browser_is_refused()
    {
        await using var host = await AlertingHost.StartAsync(new AlertSource("kuma", SourceKind.UptimeKuma, "k-token", null));
        await using var open = await AlertingHost.StartAsync();

        Assert.That((await host.GetAsync(ToolBodies.UptimeKumaQuery(0))).Status, Is.EqualTo(401));
        Assert.That((await open.GetAsync(ToolBodies.UptimeKumaQuery(0), ("Sec-Fetch-Site", "cross-site"))).Status, Is.EqualTo(403));
        Assert.That((await open.GetAsync("/webhooks/uptimekuma")).Body, Is.EqualTo("""{"accepted":0,"incidents":[]}"""), "a GET that carries nothing");
        Assert.That(host.Accepted.Concat(open.Accepted), Is.Empty);
    }

    [Test]
    public async Task Sentry_signs_with_its_client_secret_and_GitLab_sends_its_token_in_a_header_of_its_own()
    {
        await using var host = await AlertingHost.StartAsync(new AlertSource("sentry-shop", SourceKind.Sentry, null, "client-secret"), new AlertSource("gitlab-shop", SourceKind.GitLab, "g-token", null));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData("client-secret"u8, Encoding.UTF8.GetBytes(ToolBodies.SentryEventAlert)));

        Assert.That((await host.PostAsync("/webhooks/sentry", ToolBodies.SentryEventAlert, "application/json", ("Sentry-Hook-Signature", signature), ("Sentry-Hook-Resource", "event_alert"))).Status, Is.EqualTo(200));
        Assert.That((await host.PostAsync("/webhooks/gitlab", ToolBodies.GitLabPipeline("failed"), headers: ("X-Gitlab-Token", "g-token"))).Status, Is.EqualTo(200));
        Assert.That(host.Accepted.Select(alert => alert.Source), Is.EqualTo((string[])["sentry-shop", "gitlab-shop"]));

        Assert.That((await host.PostAsync("/webhooks/sentry", ToolBodies.SentryEventAlert, "application/json", ("Sentry-Hook-Signature", signature[1..] + "0"), ("Sentry-Hook-Resource", "event_alert"))).Status, Is.EqualTo(401));
        Assert.That((await host.PostAsync("/webhooks/gitlab", ToolBodies.GitLabPipeline("failed"), headers: ("X-Gitlab-Token", "g-tokem"))).Status, Is.EqualTo(401));
        Assert.That((await host.PostAsync("/webhooks/gitlab", ToolBodies.GitLabPipeline("failed"))).Status, Is.EqualTo(401));
    }

    [Test]
    [Property("Rule", "2.3")]
    public async Task The_branches_that_count_can_be_configured()
    {
        await using var host = await AlertingHost.StartAsync(new AlertSource("ci", SourceKind.GitLab, "t", null) { Branches = ["release/*"] });

        await host.PostAsync("/webhooks/gitlab", ToolBodies.GitLabPipeline("failed"), headers: Bearer("t"));
        await host.PostAsync("/webhooks/gitlab", ToolBodies.GitLabPipeline("failed", "release/7"), headers: Bearer("t"));

        Assert.That(host.Accepted.Select(alert => alert.Labels.Get("branch")), Is.EqualTo((string[])["release/7"]));
    }

    [TestCase("datadog", "", "The body is empty.")]
    [TestCase("datadog", "{", "$ (line 1, byte 2): This is not JSON: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed.")]
    [TestCase("datadog", """{"body":"b","event_type":"query_alert_monitor","title":"[Triggered] x","id":"1"}""", "The message has no status: nothing stands where Status leads. The message has body, event_type, title, id. A Map might begin with \"Name\": \"title\", \"Status\": \"event_type\", \"Fingerprint\": \"id\", \"Description\": \"body\".")]
    [TestCase("kibana", "[]", "The message has no status: nothing stands where Status leads. The message holds nothing to read.")]
    [TestCase("healthchecks", """{"status":"sideways"}""", "The status \"sideways\" is none of Firing (down), Resolved (up) and Ignored (grace, new, paused, started). The message has status. A Map might begin with \"Status\": \"status\".")]
    [TestCase("mapped", "{}", "The source mapping has no Map, and /webhooks/mapped needs one: Sources:{name}:Map says where in the message what stands (docs/sources.md).")]
    public async Task What_cannot_be_read_gets_a_sentence_that_helps(string tool, string body, string detail)
    {
        await using var host = await AlertingHost.StartAsync();

        var reply = await SendAsync(host, tool, body);

        Assert.That((reply.Status, reply.ContentType), Is.EqualTo((400, "application/problem+json")));
        Assert.That(JsonDocument.Parse(reply.Body).RootElement.GetProperty("detail").GetString(), Is.EqualTo(detail));
    }

    private static Task<Reply> SendAsync(AlertingHost host, string tool, string body)
    {
        var resource = body.Contains("triggered_rule", StringComparison.Ordinal) ? "event_alert" : body.Contains("metric_alert", StringComparison.Ordinal) ? "metric_alert" : body.Contains("\"issue\"", StringComparison.Ordinal) ? "issue" : "installation";
        return tool == "sentry" ? host.PostAsync("/webhooks/sentry", body, headers: ("Sentry-Hook-Resource", resource)) : host.PostAsync($"/webhooks/{tool}", body);
    }
}
