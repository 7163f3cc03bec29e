using System.Net;
using System.Text;
using ChatOps.Alerting;
using ChatOps.Bot.Dashboard.Reading;
using ChatOps.Bot.Sources;
using ChatOps.Core.Masking;
using ChatOps.Tests.Alerting;
using ChatOps.Tests.Configuration;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Tests.Dashboard;

/// <summary>A message as the page of its source shows it.</summary>
internal sealed class ArrivalViewTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Test]
    public async Task It_says_what_the_message_is_and_masks_its_secrets()
    {
        var view = await OfAsync(SourceKind.PagerDuty, "/v2/enqueue", $$$"""{"routing_key":"{{{Key}}}","event_action":"trigger","dedup_key":"d","payload":{"summary":"password=hunter2","source":"h","severity":"critical","class":"PostgresqlDown","component":"db"}}""");

        Assert.That(view.Filed.Select(Samples.HeadOf), Is.EqualTo((string[])["PostgresqlDown: firing, critical; may open an incident"]));
        Assert.That(view.Leaves, Has.Some.EqualTo(new KeyValuePair<string, string>("routing_key", SecretMask.Mark)).And.Some.EqualTo(new KeyValuePair<string, string>("payload.summary", $"password={SecretMask.Mark}")));
        Assert.That((view.Map, view.Filed[0].Alert.Annotations.Get("summary")), Is.EqualTo(((string?)null, $"password={SecretMask.Mark}")));
    }

    [Test]
    public async Task A_change_is_none_and_says_so()
    {
        var view = await OfAsync(SourceKind.PagerDuty, "/v2/change/enqueue", $$$"""{"routing_key":"{{{Key}}}","payload":{"summary":"out"}}""");

        Assert.That((view.Filed, view.Remarks, view.Map), Is.EqualTo((Array.Empty<Core.Alerts.FiledAlert>(), (string[])["a change: it is listed below and opens nothing"], (string?)null)));
    }

    [TestCase("""{"title":"x","state":"bad"}""", "\"Map\": {\n  \"Name\": \"title\",\n  \"Status\": \"state\",\n  \"Firing\": [\n    \"bad\"\n  ]\n}")]
    [TestCase("[]", null)]
    public async Task What_fits_no_map_comes_with_one_that_might_read_it(string body, string? map)
    {
        var view = await OfAsync(SourceKind.Mapping, "/webhooks/mapped", body);

        Assert.That((view.Map?.ReplaceLineEndings("\n"), view.Filed.Count, view.Remarks.Count), Is.EqualTo((map, 0, 1)));
    }

    [Test]
    public async Task Of_a_message_that_is_not_kept_only_its_trouble_is_told()
    {
        var arrival = new SourceArrival(1, AlertingHost.Now, "x", SourceKind.Alert, "POST", "/webhooks/alert", IPAddress.Loopback, 400, "$.name: token=abcdef123", 70_000, null, new HeaderDictionary());

        var view = await ArrivalView.OfAsync(arrival, new AlertSource("x", SourceKind.Alert, null, null), Make(), SecretMask.Patterns, CancellationToken.None);

        Assert.That((view.Remarks, view.Leaves.Count), Is.EqualTo(((string[])[$"$.name: token={SecretMask.Mark}"], 0)));
    }

    private static Samples Make() => new(SettingsText.Read("{}").Settings, TimeProvider.System);

    private static Task<ArrivalView> OfAsync(SourceKind kind, string path, string body) => ArrivalView.OfAsync(
        new SourceArrival(1, AlertingHost.Now, "x", kind, "POST", path, IPAddress.Loopback, 200, null, body.Length, Encoding.UTF8.GetBytes(body), new HeaderDictionary { ["Content-Type"] = "application/json" }),
        new AlertSource("x", SourceKind.Any, null, null),
        Make(),
        SecretMask.Patterns,
        CancellationToken.None);
}
