using System.Text;
using ChatOps.Alerting;
using ChatOps.Alerting.Mapping;
using ChatOps.Alerting.Receiving;
using ChatOps.Core.Alerts;
using ChatOps.Http;

namespace ChatOps.Tests.Alerting;

/// <summary>How a map finds what it needs in a message.</summary>
internal sealed class MappingTests
{
    private const string Message = """
        {"check":{"name":"disk","id":7,"ok":false,"a.b":"dotted"},"list":[{"k":"env","v":"prod"},{"k":"team","v":"pay"}],"pairs":[["x","1"],["y","2"]],
         "tags":["service:db","env:prod"],"text":"service:web, team:pay","inner":"{\"deep\":[1,{\"x\":\"y\"}]}","empty":"","null":null}
        """;

    [TestCase("check.name", "disk")]
    [TestCase("$.check.name", "disk")]
    [TestCase("check.id", "7")]
    [TestCase("check.ok", "false")]
    [TestCase("check['a.b']", "dotted")]
    [TestCase("list[1].v", "pay")]
    [TestCase("list[k=env].v", "prod")]
    [TestCase("pairs[0=y][1]", "2")]
    [TestCase("tags[service:]", "db")]
    [TestCase("text[service:]", "web")]
    [TestCase("text[team:]", "pay")]
    [TestCase("inner.deep[1].x", "y")]
    [TestCase("@X-Kind", "header")]
    [TestCase("{check.name} on {list[k=env].v}", "disk on prod")]
    [TestCase("'fixed {text}'", "fixed {text}")]
    [TestCase("check", null)]
    [TestCase("check.none", null)]
    [TestCase("list[9].v", null)]
    [TestCase("list[k=none].v", null)]
    [TestCase("check.name.deeper", null)]
    [TestCase("empty", null)]
    [TestCase("null", null)]
    [TestCase("@X-None", null)]
    [TestCase("{check.name} on {nowhere}", null)]
    public void A_path_leads_to(string text, string? expected) =>
        Assert.That(MapText.Parse(text).Make(Scope()), Is.EqualTo(expected));

    [Test]
    public void The_first_alternative_that_has_something_counts() =>
        Assert.That(MapText.Parse("nowhere", "empty", "{check.none}", "check.name", "check.id").Make(Scope()), Is.EqualTo("disk"));

    [TestCase("", "a path is empty")]
    [TestCase("a..b", "has a step without a name")]
    [TestCase("a[", "opens a bracket and does not close it")]
    [TestCase("a['b]", "opens a bracket and does not close it")]
    [TestCase("a[b]", "has [b]; allowed are")]
    [TestCase("a[0]b", "has something between two steps that is no dot")]
    [TestCase("{a", "opens a brace and does not close it")]
    public void A_path_that_is_none_says_why(string text, string why) =>
        Assert.That(() => MapText.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains(why));

    [TestCase("down", "Down", true)]
    [TestCase("down", "downs", false)]
    [TestCase("*", "", true)]
    [TestCase("[Triggered*", "[triggered] x", true)]
    [TestCase("a*c", "abc", true)]
    [TestCase("a*c", "ac", true)]
    [TestCase("a*a", "a", false)]
    [TestCase("*.failed", "com.x.failed", true)]
    [TestCase("a*b*c", "a-c-b-c", true)]
    [TestCase("a*b*c", "a-c", false)]
    public void A_word_fits(string pattern, string text, bool fits) => Assert.That(Pattern.Fits(pattern, text), Is.EqualTo(fits));

    [Test]
    public void Each_item_of_an_array_can_be_an_alert()
    {
        var map = new AlertMap
        {
            Each = MapText.Parse("results"),
            Name = MapText.Parse("name"),
            Status = MapText.Parse("state"),
            Firing = ["bad"],
            Resolved = ["good"],
            Ignored = ["*"],
            Severity = MapText.Parse("level"),
            Severities = new Dictionary<string, string> { ["5*"] = "critical" },
            Fingerprint = MapText.Parse("{$.site}/{name}"),
            Links = [new("Graph", MapText.Parse("graph")), new("Bad", MapText.Parse("bad"))],
            Labels = [new("site", MapText.Parse("$.site"))],
        };
        var given = Given.Read("""{"site":"eu","results":[{"name":"a","state":"bad","level":55,"graph":"https://x/","bad":"javascript:x"},{"name":"b","state":"good"},{"name":"c","state":"?"}]}"""u8);

        var mapped = MappedBody.Read(given, _ => null, new AlertSource("s", SourceKind.Mapping, "t", null), [map], AlertingHost.Now);

        Assert.That(mapped.Alerts.Select(alert => (alert.Name, alert.Status, alert.Key)), Is.EqualTo(((string, AlertStatus, string?)[])[("a", AlertStatus.Firing, "eu/a"), ("b", AlertStatus.Resolved, "eu/b")]));
        Assert.That((mapped.Alerts[0].Labels.Get("severity"), mapped.Alerts[0].Labels.Get("site"), mapped.Alerts[0].Links!.Single().Href), Is.EqualTo(("critical", "eu", "https://x/")));
        Assert.That(mapped.Ignored, Is.EqualTo((string[])["its status \"?\" neither fires nor resolves"]));
    }

    [TestCase("2026-11-23T03:00:00Z")]
    [TestCase("2026-11-23T04:00:00+01:00")]
    [TestCase("2026-11-23T03:00:00.000+0000")]
    [TestCase("2026-11-23T03:00:00.0000000Z")]
    [TestCase("2026-11-23T03:00:00")]
    [TestCase("2026-11-23 03:00:00")]
    [TestCase("2026-11-23 03:00:00 UTC")]
    [TestCase("2026-11-23 05:00:00 +0200")]
    [TestCase("1795402800")]
    [TestCase("1795402800000")]
    [TestCase("1795402800.0")]
    public void A_time_is_read_however_it_is_written(string text) => Assert.That(AnyTime.Read(text), Is.EqualTo(AlertingHost.At("2026-11-23T03:00:00Z")));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("soon")]
    [TestCase("0001-01-01T00:00:00Z")]
    [TestCase("0")]
    [TestCase("-5")]
    [TestCase("1e300")]
    [TestCase("99999999999999999999999999999999")]
    public void What_is_no_time_is_none(string? text) => Assert.That(AnyTime.Read(text), Is.Null);

    [Test]
    public void A_body_that_is_a_thousand_levels_deep_is_refused() =>
        Assert.That(() => Given.Read(Encoding.UTF8.GetBytes(new string('[', 1000) + new string(']', 1000))), Throws.InstanceOf<BadJsonException>());

    private static MapScope Scope()
    {
        var given = Given.Read(Encoding.UTF8.GetBytes(Message));
        return new MapScope(given, given, name => name == "X-Kind" ? "header" : null);
    }
}
