using System.Net;
using ChatOps.Alerting;
using static ChatOps.Tests.Alerting.AlertingHost;

namespace ChatOps.Tests.Alerting;

/// <summary>The further ways in which a source proves itself, and what is counted of it.</summary>
internal sealed class SourceTrustTests
{
    private const string Body = """{"name":"A","status":"firing"}""";
    private const string Path = "/webhooks/alert";

    [TestCase("127.0.0.0/8", 202)]
    [TestCase("127.0.0.1/32", 202)]
    [TestCase("10.0.0.0/8", 401)]
    public async Task A_source_may_be_known_by_its_address_alone(string range, int status)
    {
        await using var host = await AlertingHost.StartAsync(new AlertSource("near", SourceKind.Any, null, null) { Addresses = [IPNetwork.Parse(range)] });

        Assert.That((await host.PostAsync(Path, Body)).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task An_address_and_a_token_both_have_to_hold()
    {
        await using var host = await AlertingHost.StartAsync(
            new AlertSource("far", SourceKind.Any, "far-token", null) { Addresses = [IPNetwork.Parse("10.0.0.0/8")] },
            new AlertSource("near", SourceKind.Any, "near-token", null) { Addresses = [IPNetwork.Parse("127.0.0.0/8")] });

        Assert.That((await host.PostAsync(Path, Body, headers: Bearer("far-token"))).Status, Is.EqualTo(401));
        Assert.That((await host.PostAsync(Path, Body)).Status, Is.EqualTo(401));
        Assert.That((await host.PostAsync(Path, Body, headers: Bearer("near-token"))).Status, Is.EqualTo(202));
    }

    [Test]
    public async Task A_source_that_shows_no_certificate_is_not_the_one_with_a_certificate()
    {
        await using var host = await AlertingHost.StartAsync(new AlertSource("shown", SourceKind.Any, null, null) { Certificates = [new string('A', 64)] });

        Assert.That((await host.PostAsync(Path, Body)).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task A_token_may_stand_in_a_header_of_the_sources_own_and_in_the_address()
    {
        await using var host = await AlertingHost.StartAsync(new AlertSource("own", SourceKind.Any, "t", null) { TokenHeader = "X-Api-Key" });

        Assert.That((await host.PostAsync(Path, Body, headers: ("X-Api-Key", "t"))).Status, Is.EqualTo(202));
        Assert.That((await host.PostAsync(Path, Body, headers: ("X-Api-Key", "u"))).Status, Is.EqualTo(401));
        Assert.That((await host.PostAsync(Path + "?access_token=t", Body)).Status, Is.EqualTo(202));
        Assert.That((await host.PostAsync(Path + "?access_token=t&access_token=t", Body)).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task Of_two_sources_that_fit_the_one_of_the_paths_kind_counts()
    {
        await using var host = await AlertingHost.StartAsync(
            new AlertSource("grafana", SourceKind.Grafana, null, null) { Addresses = [IPNetwork.Parse("127.0.0.0/8")] },
            new AlertSource("scripts", SourceKind.Alert, null, null) { Addresses = [IPNetwork.Parse("127.0.0.0/8")] });

        Assert.That((await host.PostAsync(Path, Body)).Status, Is.EqualTo(202));
        Assert.That(host.Accepted.Single().Source, Is.EqualTo("scripts"));
        Assert.That((await host.PostAsync("/webhooks/kibana", "{}")).Status, Is.EqualTo(403));
    }

    [TestCase("/api/v2/alerts")]
    [TestCase("/webhooks/alertmanager")]
    [TestCase("/webhooks/alert")]
    [TestCase("/webhooks/grafana")]
    [TestCase("/v2/enqueue")]
    [TestCase("/v2/change/enqueue")]
    [TestCase("/webhooks/cloudevents")]
    [TestCase("/webhooks/sns")]
    [TestCase("/webhooks/mapped")]
    [TestCase("/webhooks/datadog")]
    [TestCase("/webhooks/sentry")]
    [TestCase("/webhooks/uptimekuma")]
    [TestCase("/webhooks/healthchecks")]
    [TestCase("/webhooks/zabbix")]
    [TestCase("/webhooks/jenkins")]
    [TestCase("/webhooks/gitlab")]
    [TestCase("/webhooks/kibana")]
    public async Task Every_path_refuses_whoever_proves_nothing(string path)
    {
        await using var host = await AlertingHost.StartAsync(new AlertSource("one", SourceKind.Any, "token", null));

        Assert.That((await host.PostAsync(path, "{}")).Status, Is.EqualTo(401));
        Assert.That((await host.PostAsync(path, "{}", headers: Bearer("wrong"))).Status, Is.EqualTo(401));
        Assert.That((await host.PostAsync(path, "no json at all", headers: Bearer("token"))).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task What_came_is_counted_by_source_and_by_what_became_of_it()
    {
        await using var host = await AlertingHost.StartAsync(new AlertSource("cron", SourceKind.Alert, "token", null));
        await host.PostAsync(Path, Body, headers: Bearer("token"));
        await host.PostAsync(Path, Body, headers: Bearer("token"));
        await host.PostAsync(Path, "{", headers: Bearer("token"));
        await host.PostAsync("/webhooks/grafana", "{}", headers: Bearer("token"));
        await host.PostAsync(Path, Body);

        var counts = host.Traffic.Sources.ToDictionary(source => source.Source);
        var cron = counts["cron"];
        Assert.That((cron.Taken, cron.Malformed, cron.Refused, cron.Busy, cron.TakenAt), Is.EqualTo((2L, 1L, 1L, 0L, (DateTimeOffset?)Now)));
        Assert.That(cron.Trouble, Is.EqualTo("it may not use /webhooks/grafana"));
        Assert.That((counts[SourceTraffic.Unknown].Refused, counts[SourceTraffic.Unknown].Trouble), Is.EqualTo((1L, "/webhooks/alert from 127.0.0.1: no source's secret")));
    }
}
