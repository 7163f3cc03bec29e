using ChatOps.Alerting;

namespace ChatOps.Tests.Configuration;

/// <summary><c>Sources:{name}</c>.</summary>
internal sealed class SourceKeys
{
    [Test]
    public void A_source_with_all_that_it_may_have_is_read()
    {
        var (settings, findings) = SettingsText.Read("""
            { "Sources": {
                "ci": { "Kind": "GitLab", "Token": "t", "TokenHeader": "X-Own", "Addresses": [ "10.0.0.0/8", "::1" ], "Branches": [ "main", "release/*" ], "SilentAfter": "1.00:00:00",
                        "ClientCertificates": [ "aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99" ] },
                "aws": { "Kind": "Sns", "Topics": [ "arn:aws:sns:eu-west-1:123456789012:alarms" ] },
                "own": { "Kind": "Mapping", "Token": "u", "Map": { "Name": [ "title", "'Unnamed'" ], "Status": "state", "Firing": [ "bad" ], "Resolved": "good", "When": { "kind": "check" },
                         "Severities": { "5": "critical" }, "Links": { "Graph": "graph.url" }, "Labels": { "site": "$.site" } } } } }
            """);

        Assert.That(findings.Mistakes, Is.Empty);
        var (aws, ci, own) = (settings.Sources.Single(source => source.Name == "aws"), settings.Sources.Single(source => source.Name == "ci"), settings.Sources.Single(source => source.Name == "own"));
        Assert.That((aws.Source.Topics.Count, aws.SilentAfter), Is.EqualTo((1, (TimeSpan?)null)));
        Assert.That((ci.Source.TokenHeader, ci.Source.Addresses.Count, ci.Source.Branches.Count, ci.SilentAfter, ci.Source.Certificates.Single().Length, ci.Source.Maps.Count), Is.EqualTo(("X-Own", 2, 2, (TimeSpan?)TimeSpan.FromDays(1), 64, 0)));
        var map = own.Source.Maps.Single();
        Assert.That((map.Firing.Single(), map.Resolved.Single(), map.When.Single().Pattern, map.Severities["5"], map.Links.Single().Key, map.Labels.Single().Key), Is.EqualTo(("bad", "good", "check", "critical", "Graph", "site")));
    }

    [Test]
    public void What_a_map_says_of_a_known_tool_stands_beside_what_it_comes_with()
    {
        var (settings, findings) = SettingsText.Read("""{ "Sources": { "dd": { "Kind": "Datadog", "Token": "t", "Map": { "Severities": { "P1": "warning" }, "Labels": { "owner": "tags[owner:]" } } } } }""");

        Assert.That(findings.Mistakes, Is.Empty);
        var maps = settings.Sources.Single().Source.Maps;
        Assert.That((maps.Count, maps[0].IsTest, maps[1].Severities["P1"], maps[1].Firing.Count > 0, maps[1].Labels.Any(label => label.Key == "owner"), maps[1].Labels.Count > 1), Is.EqualTo((2, true, "warning", true, true, true)));
    }

    [TestCase("""{ "Sources": { "a": { "Kind": "Mapping", "Token": "t" } } }""", "Sources:a:Map holds nothing; allowed: a section that says where in the message what stands: Name and Status at least")]
    [TestCase("""{ "Sources": { "a": { "Kind": "Mapping", "Token": "t", "Map": { "Name": "x" } } } }""", "Sources:a:Map:Status holds nothing; allowed: where it stands in the message, such as check.name, {check.name} on {host} or 'a fixed text'")]
    [TestCase("""{ "Sources": { "a": { "Kind": "Mapping", "Token": "t", "Map": { "Name": "x[", "Status": "y" } } } }""", "Sources:a:Map:Name cannot be read: \"x[\" opens a bracket and does not close it")]
    [TestCase("""{ "Sources": { "a": { "Kind": "Mapping", "Token": "t", "Map": { "Name": "x", "Status": "y", "Sevrity": "z" } } } }""", """Sources:a:Map:Sevrity holds "z", and there is no such key; did you mean Sources:a:Map:Severity?""")]
    [TestCase("""{ "Sources": { "a": { "Kind": "Datadog", "Token": "t", "Map": { "Labels": { "x": "y[" } } } } }""", "Sources:a:Map:Labels:x cannot be read: \"y[\" opens a bracket and does not close it")]
    [TestCase("""{ "Sources": { "a": { "Kind": "Sns" } } }""", "Sources:a:Topics holds nothing; allowed: the ARNs of the topics whose messages are taken, such as arn:aws:sns:eu-central-1:123456789012:alarms")]
    [TestCase("""{ "Sources": { "a": { "Kind": "Sns", "Topics": [ "alarms" ] } } }""", """Sources:a:Topics holds "alarms"; allowed: ARNs of topics, such as arn:aws:sns:eu-central-1:123456789012:alarms""")]
    [TestCase("""{ "Sources": { "a": { "Kind": "Alert", "Token": "t", "Topics": [ "arn:aws:sns:eu-west-1:1:x" ] } } }""", "Sources:a:Topics is set, and Sources:a:Kind is Alert; allowed: Topics for a source of kind Sns")]
    [TestCase("""{ "Sources": { "a": { "Token": "t", "Addresses": [ "10.0.0.0/33" ] } } }""", """Sources:a:Addresses holds "10.0.0.0/33"; allowed: IP addresses and ranges, such as 10.1.2.3 and 10.1.0.0/16""")]
    [TestCase("""{ "Sources": { "a": { "ClientCertificates": [ "abc" ] } } }""", """Sources:a:ClientCertificates holds "abc"; allowed: SHA-256 fingerprints of certificates, 64 hexadecimal digits (openssl x509 -noout -fingerprint -sha256)""")]
    [TestCase("""{ "Sources": { "a": { "Token": "t", "SilentAfter": "soon" } } }""", """Sources:a:SilentAfter holds "soon"; allowed: a duration from 00:00:01 to 30.00:00:00, written [d.]hh:mm:ss""")]
    [TestCase("""{ "Sources": { "a": { "Token": "t", "Kind": "Grafna" } } }""", "Sources:a:Kind holds \"Grafna\"; allowed: Any, Prometheus, Alertmanager, Alert, Grafana, PagerDuty, CloudEvents, Sns, Mapping, Datadog, Sentry, UptimeKuma, Healthchecks, Zabbix, Jenkins, GitLab, Kibana, Slack, Teams; did you mean Grafana?")]
    public void A_mistake_is_one_line(string json, string expected)
    {
        var (_, findings) = SettingsText.Read(json);

        Assert.That(findings.Mistakes, Is.EqualTo((string[])[expected]));
    }

    [Test]
    public void Every_kind_of_source_is_described() =>
        Assert.That(
            Enum.GetNames<SourceKind>().Where(kind => !File.ReadAllText(Path.Combine(Conventions.Repository.Root, "docs", "sources.md")).Contains($"`{kind}`", StringComparison.Ordinal)),
            Is.Empty);
}
