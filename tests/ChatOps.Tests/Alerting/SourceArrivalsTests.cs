using System.Text;
using ChatOps.Alerting;
using ChatOps.Alerting.Receiving;
using Microsoft.AspNetCore.Http;
using static ChatOps.Tests.Alerting.AlertingHost;

namespace ChatOps.Tests.Alerting;

/// <summary>What is kept of the last messages, for the page of a source.</summary>
internal sealed class SourceArrivalsTests
{
    private const string Path = "/webhooks/alert";
    private const string Body = """{"name":"A","status":"firing"}""";

    private static readonly AlertSource Cron = new("cron", SourceKind.Alert, "cron-token", null);

    [Test]
    public async Task The_last_four_messages_of_a_source_are_kept_with_what_was_answered()
    {
        await using var host = await AlertingHost.StartAsync(Cron);
        var heard = 0;
        host.Arrivals.Came += () => Interlocked.Increment(ref heard);

        for (var i = 1; i <= 5; i++) await host.PostAsync(Path, $$"""{"name":"A{{i}}","status":"firing"}""", headers: Bearer("cron-token"));
        await host.PostAsync(Path, "{", headers: Bearer("cron-token"));

        var kept = host.Arrivals.Of("cron");
        Assert.That(kept.Select(arrival => (Encoding.UTF8.GetString(arrival.Body!.Value.Span), arrival.Status, arrival.Path, arrival.At)), Is.EqualTo(((string, int, string, DateTimeOffset)[])
        [
            ("{", 400, Path, Now),
            ("""{"name":"A5","status":"firing"}""", 202, Path, Now),
            ("""{"name":"A4","status":"firing"}""", 202, Path, Now),
            ("""{"name":"A3","status":"firing"}""", 202, Path, Now),
        ]));
        Assert.That((kept[0].Trouble is { Length: > 0 }, kept[1].Trouble, kept[1].Headers.ContentType.ToString(), heard), Is.EqualTo((true, (string?)null, "application/json", 6)));
        Assert.That(kept.SelectMany(arrival => arrival.Headers.Values.Select(value => value.ToString())), Has.None.Contains("cron-token"));
    }

    [Test]
    public async Task Of_a_stranger_nothing_is_kept_but_that_it_came()
    {
        await using var host = await AlertingHost.StartAsync(Cron);

        await host.PostAsync(Path, Body, headers: Bearer("guess"));

        var refused = host.Arrivals.Refused(SourceKind.Alert).Single();
        Assert.That((refused.Body, refused.Headers.Count, refused.Status, refused.Source, refused.Length), Is.EqualTo(((ReadOnlyMemory<byte>?)null, 0, 401, (string?)null, Body.Length)));
        Assert.That((host.Arrivals.Refused(SourceKind.Grafana), host.Arrivals.Refused(SourceKind.Any).Count, host.Arrivals.Of("cron")), Is.EqualTo((Array.Empty<SourceArrival>(), 1, Array.Empty<SourceArrival>())));
    }

    [Test]
    public async Task A_long_body_is_not_kept_and_what_only_asks_is_no_message()
    {
        await using var host = await AlertingHost.StartAsync(new AlertSource("am", SourceKind.Any, "t", null));
        var padding = new string(' ', SourceArrivals.MostBytes);

        await host.PostAsync(Path, Body + padding, headers: Bearer("t"));
        await host.GetAsync("/api/v2/alerts", Bearer("t"));
        await host.PostAsync("/api/v2/silences", "{}", headers: Bearer("t"));

        var kept = host.Arrivals.Of("am").Single();
        Assert.That((kept.Body, kept.Length, kept.Status), Is.EqualTo(((ReadOnlyMemory<byte>?)null, Body.Length + padding.Length, 202)));
    }

    [Test]
    public async Task A_token_in_the_path_stands_nowhere_afterwards()
    {
        await using var host = await AlertingHost.StartAsync(web => web.MapForeignAlerts("/webhooks/slack", SourceKind.Slack, (_, _, _) => Task.CompletedTask, Refuse), Cron);

        await host.PostAsync("/webhooks/slack/cron-token", Body);
        await host.PostAsync("/webhooks/slack/nobodys-token", Body);

        var texts = host.Traffic.Sources.Select(source => source.Trouble).Concat(host.Arrivals.Of("cron").Concat(host.Arrivals.Refused(SourceKind.Slack)).SelectMany(arrival => (string?[])[arrival.Path, arrival.Trouble]));
        Assert.That(texts, Has.Some.Contains("/webhooks/slack/{token}").And.None.Contains("cron-token").And.None.Contains("nobodys-token"));

        static Task Refuse(HttpContext context, int status)
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        }
    }
}
