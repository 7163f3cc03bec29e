using System.Text.Json;

namespace ChatOps.Tests.Alerting;

/// <summary>Messages of tools that do not run here, made after the documentation or the source named at each.</summary>
internal static class ToolBodies
{
    /// <summary>
    /// Datadog: docs.datadoghq.com, Integrations, Webhooks, Variables; the payload of docs/sources.md with the variables filled in. A test has <c>[TEST]</c>
    /// somewhere in its title (DataDog/documentation content/en/monitors/notify/_index.md, Test notifications).
    /// </summary>
    public static string Datadog(string transition, string title = "checkout: too many errors") => $$"""
        {"monitor":"12345","scope":"service:checkout","name":"checkout: too many errors","title":"{{title}}","transition":"{{transition}}","priority":"P1","text":"more than 5 % of requests fail",
         "tags":"env:prod,service:checkout,monitor,challenge:ServiceDown","host":"web-1","link":"https://app.datadoghq.com/monitors/12345?group=x","date":"1795402800000","aggregation":"abc"}
        """;

    /// <summary>Sentry: getsentry/sentry-docs docs/organization/integrations/integration-platform/webhooks/issue-alerts.mdx, shortened; tags are the project's own.</summary>
    public const string SentryEventAlert = """
        {"action":"triggered","installation":{"uuid":"a8e5d37a"},"actor":{"type":"application","id":"sentry","name":"Sentry"},
         "data":{"event":{"event_id":"e4874d664c3540c1a32eab185f12c5ab","issue_id":"1117540176","title":"ReferenceError: heck is not defined","level":"error","culprit":"?(runner)","project":1,
          "web_url":"https://sentry.io/organizations/test-org/issues/1117540176/events/e4874/","tags":[["browser","Chrome"],["environment","prod"],["service","checkout"]]},"triggered_rule":"Very Important Alert Rule!"}}
        """;

    /// <summary>
    /// Sentry: "Send Test Notification" of an alert rule. Its rule has no name and its event is one of the shipped samples (getsentry/sentry
    /// src/sentry/api/endpoints/project_rule_actions.py, src/sentry/utils/samples.py).
    /// </summary>
    public const string SentryTest = """
        {"action":"triggered","installation":{"uuid":"a8e5d37a"},"actor":{"type":"application","id":"sentry","name":"Sentry"},
         "data":{"event":{"event_id":"0b1c2d3e4f5061728394a5b6c7d8e9f0","issue_id":"1117540999","title":"This is an example JavaScript exception","message":"This is an example JavaScript exception","level":"error","project":1,
          "web_url":"https://sentry.io/organizations/test-org/issues/1117540999/events/0b1c/","tags":[["level","error"]]},"triggered_rule":""}}
        """;

    /// <summary>Sentry: the same folder of getsentry/sentry-docs, issues.mdx.</summary>
    public static string SentryIssue(string action) => $$"""
        {"action":"{{action}}","installation":{"uuid":"a8e5d37a"},"actor":{"type":"user","id":1,"name":"ana"},
         "data":{"issue":{"id":"1117540176","shortId":"SHOP-9","title":"ReferenceError: heck is not defined","level":"error","status":"resolved","project":{"id":"1","name":"shop","slug":"shop"},"web_url":"https://sentry.io/organizations/test-org/issues/1117540176/" } } }
        """;

    /// <summary>Sentry: the same folder of getsentry/sentry-docs, metric-alerts.mdx.</summary>
    public static string SentryMetric(string action) => $$"""
        {"action":"{{action}}","installation":{"uuid":"a8e5d37a"},"actor":{"type":"application","id":"sentry","name":"Sentry"},
         "data":{"metric_alert":{"id":"7","identifier":"3","date_started":"2026-11-23T03:00:00.000Z","date_closed":{{(action == "resolved" ? "\"2026-11-23T03:03:00Z\"" : "null")}},"projects":["checkout"],"alert_rule":{"id":"9","name":"Slow checkout" } },
          "description_title":"Critical: Slow checkout","description_text":"500 events in the last 10 minutes","web_url":"https://sentry.io/organizations/test-org/alerts/3/" } }
        """;

    /// <summary>Uptime Kuma: louislam/uptime-kuma server/notification-providers/webhook.js, server/model/heartbeat.js.</summary>
    public static string UptimeKuma(int status) => $$"""
        {"heartbeat":{"monitorID":7,"status":{{status}},"time":"2026-11-23 03:00:00.123","msg":"connect ECONNREFUSED 10.0.0.7:80","ping":null,"important":true,"duration":60,"timezone":"Europe/Berlin"},
         "monitor":{"id":7,"name":"checkout","url":"https://shop.example/health","hostname":null,"type":"http","tags":[{"tag_id":1,"name":"environment","value":"prod"}]},"msg":"[checkout] Down"}
        """;

    /// <summary>Uptime Kuma: the same by GET (<c>config.params</c> in server/notification-providers/webhook.js), where heartbeat and monitor are JSON in a text.</summary>
    public static string UptimeKumaQuery(int status)
    {
        var body = JsonDocument.Parse(UptimeKuma(status)).RootElement;
        return $"/webhooks/uptimekuma?msg=%5Bcheckout%5D+Down&heartbeat={Uri.EscapeDataString(body.GetProperty("heartbeat").GetRawText())}&monitor={Uri.EscapeDataString(body.GetProperty("monitor").GetRawText())}";
    }

    /// <summary>Uptime Kuma: the button Test, whose monitor and heartbeat are null.</summary>
    public const string UptimeKumaTest = """{"heartbeat":null,"monitor":null,"msg":"ops Testing"}""";

    /// <summary>Healthchecks.io: healthchecks/healthchecks hc/integrations/webhook/transport.py, which fills in the request body of docs/sources.md.</summary>
    public static string Healthchecks(string status, string name = "nightly backup") => $$"""
        {"check":"25c55e7c-8092-4d21-ad06-7dacfbb6fc10","name":"{{name}}","slug":"nightly-backup","status":"{{status}}","tags":"service:db env:prod alertname:K8upBackupFailed","now":"2026-11-23T03:00:00+00:00","exit_status":"-1"}
        """;

    /// <summary>Zabbix: its manual, Webhook media type and Macros supported by location; the script of docs/sources.md with the macros filled in.</summary>
    public static string Zabbix(string value, string update = "0") => $$"""
        {"event_id":"8452","value":"{{value}}","update":"{{update}}","severity":"5","name":"Postgres does not answer","host":"db-1","trigger_id":"17","message":"Problem started at 03:00","url":"https://zabbix.example/tr_events.php?eventid=8452",
         "tags":"[{\"tag\":\"service\",\"value\":\"db\"},{\"tag\":\"alertname\",\"value\":\"PostgresqlDown\"}]"}
        """;

    /// <summary>Zabbix: the button Test, with the macros as they are.</summary>
    public const string ZabbixTest = """{"event_id":"{EVENT.ID}","value":"{EVENT.VALUE}","update":"{EVENT.UPDATE.STATUS}","severity":"{EVENT.NSEVERITY}","name":"{EVENT.NAME}","host":"{HOST.NAME}","tags":"{EVENT.TAGSJSON}"}""";

    /// <summary>
    /// Jenkins: jenkinsci/notification-plugin, as <c>Phase.buildJobState</c> fills <c>model/JobState.java</c>, <c>BuildState.java</c> and <c>ScmState.java</c>
    /// (src/main/java/com/tikal/hudson/plugins/notification). The status comes with the phase that knows it; there is no test message.
    /// </summary>
    public static string Jenkins(string phase, string? status, string branch = "origin/main") => $$"""
        {"name":"shop-build","display_name":"shop-build","url":"job/shop-build/","build":{"full_url":"https://jenkins.example/job/shop-build/18/","number":18,"queue_id":1,"timestamp":1795402800000,"duration":4711,"phase":"{{phase}}",{{(status is null ? "" : $"\"status\":\"{status}\",")}}
         "url":"job/shop-build/18/","scm":{"url":"https://git.example/shop.git","branch":"{{branch}}","commit":"c6d86dc654b12425e706bcf951adfe5a8627a517","changes":["src/cart.js"],"culprits":["ana"]},"log":"","notes":"","artifacts":{ } } }
        """;

    /// <summary>GitLab: gitlabhq/gitlabhq doc/user/project/integrations/webhook_events.md, Pipeline events, shortened. The test button sends such an event of the project anew.</summary>
    public static string GitLabPipeline(string status, string branch = "main") => $$"""
        {"object_kind":"pipeline","object_attributes":{"id":31,"iid":3,"name":"Pipeline for {{branch}}","ref":"{{branch}}","tag":false,"sha":"bcbb5ec396a2c0f828686f14fac9b80b780504f2","source":"push","status":"{{status}}","detailed_status":"{{status}}",
          "stages":["build","test"],"created_at":"2026-11-23 02:50:00 UTC","finished_at":"2026-11-23 03:00:00 UTC","duration":63,"url":"https://gitlab.example/shop/web/-/pipelines/31"},
         "user":{"id":1,"name":"Administrator"},"project":{"id":1,"name":"web","web_url":"https://gitlab.example/shop/web","path_with_namespace":"shop/web","default_branch":"main"},
         "commit":{"id":"bcbb5ec3","message":"fix\n","timestamp":"2026-11-23T03:50:00+01:00","url":"https://gitlab.example/shop/web/commit/bcbb5ec3"},
         "builds":[{"id":380,"stage":"build","name":"compile","status":"success"},{"id":377,"stage":"test","name":"unit","status":"{{status}}","allow_failure":false}]}
        """;

    /// <summary>GitLab: the same document, Deployment events.</summary>
    public static string GitLabDeployment(string status) => $$"""
        {"object_kind":"deployment","status":"{{status}}","status_changed_at":"2026-11-23 05:00:00 +0200","deployment_id":15,"deployable_id":796,"deployable_url":"https://gitlab.example/shop/web/-/jobs/796","environment":"production","environment_tier":"production","environment_slug":"production","environment_external_url":"https://shop.example",
         "project":{"id":30,"name":"web","path_with_namespace":"shop/web","default_branch":"main"},"short_sha":"279484c0","user":{"id":1},"commit_url":"https://gitlab.example/shop/web/-/commit/279484c0","commit_title":"Add new file"}
        """;

    /// <summary>GitLab: the same document, Push events.</summary>
    public const string GitLabPush = """{"object_kind":"push","event_name":"push","ref":"refs/heads/main","project":{"id":15,"name":"web","default_branch":"main"},"commits":[],"total_commits_count":4}""";

    /// <summary>Elastic: Kibana alerting, Rule action variables; the action body of docs/sources.md with the variables filled in.</summary>
    public static string Kibana(string group) => $$"""
        {"rule":"c6d8","name":"checkout latency","alert":"checkout-1","group":"{{group}}","reason":"p95 is 3 s on checkout-1","message":"look at APM","date":"2026-11-23T03:00:00.000Z","url":"https://kibana.example/app/rule/c6d8","tags":"service:checkout,severity:critical,env:prod"}
        """;

    /// <summary>Elastic: the connector's Test tab, with the variables as they are.</summary>
    public const string KibanaTest = """{"rule":"{{rule.id}}","name":"{{rule.name}}","alert":"{{alert.id}}","group":"{{alert.actionGroup}}"}""";
}
