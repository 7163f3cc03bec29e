using ChatOps.Alerting;
using ChatOps.Bot.Dashboard.Reading;

namespace ChatOps.Tests.Dashboard;

internal sealed class SourcePartTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 3, 0, 0, TimeSpan.Zero);
    private static readonly HealthPart Heard = new("source", "grafana", true, "heard", Now);
    private static readonly HealthPart Storage = new("storage", "Database", true, "takes everything");

    [Test]
    public void A_source_says_how_much_comes_and_what_was_not_taken()
    {
        var part = Only(new SourceCounts("grafana", 120, 3, 1, 0, 2.4, Now, "$: no \"alerts\"", Now.AddMinutes(-5)));

        Assert.That((part.Text, part.Well), Is.EqualTo(("heard; 2.4 requests a minute; 3 could not be read; 1 refused; last: $: no \"alerts\"", true)));
    }

    [TestCase(-5, false)]
    [TestCase(-20, true)]
    public void What_was_not_taken_after_all_else_is_trouble_for_a_while(int minutesAgo, bool well) =>
        Assert.That(Only(new SourceCounts("grafana", 1, 1, 0, 0, 0, Now.AddHours(-1), "bad", Now.AddMinutes(minutesAgo))).Well, Is.EqualTo(well));

    [Test]
    public void A_configured_source_that_was_never_heard_and_senders_that_nobody_knows_stand_there_too()
    {
        var parts = SourceParts.Complete([Storage], ["cron"], [new SourceCounts(SourceTraffic.Unknown, 0, 0, 2, 0, 0, null, "from 10.0.0.9", Now)], Now).ToArray();

        Assert.That(parts.Select(part => (part.Name, part.Text, part.Well)), Is.EqualTo(((string, string, bool)[])
        [
            ("Database", "takes everything", true),
            ("cron", "no alert came from it yet", true),
            ("unknown senders", "requests with no source's secret; 2 refused; last: from 10.0.0.9", false),
        ]));
    }

    private static HealthPart Only(SourceCounts counts) => SourceParts.Complete([Heard], [], [counts], Now).Single();
}
