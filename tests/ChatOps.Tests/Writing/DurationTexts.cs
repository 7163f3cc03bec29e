
namespace ChatOps.Tests.Writing;

/// <summary>messages.md, rule 4: durations in the largest two units, times with their zone.</summary>
internal sealed class DurationTexts
{
    [TestCase("00:00:00", "0 s")]
    [TestCase("-00:03:00", "0 s")]
    [TestCase("00:00:00.0000100", "1 ms")]
    [TestCase("00:00:00.2500000", "250 ms")]
    [TestCase("00:00:00.9996000", "1 s")]
    [TestCase("00:00:14", "14 s")]
    [TestCase("00:00:59.7000000", "1 min")]
    [TestCase("00:01:12", "1 min 12 s")]
    [TestCase("00:08:00", "8 min")]
    [TestCase("00:59:59.9000000", "1 h")]
    [TestCase("01:32:10", "1 h 32 min")]
    [TestCase("23:59:40", "1 d")]
    [TestCase("2.03:10:00", "2 d 3 h")]
    [TestCase("9.00:00:00", "9 d")]
    public void A_duration_reads_in_its_largest_two_units(string duration, string text) =>
        Assert.That(DurationText.Of(TimeSpan.Parse(duration, System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(text));

    [Test]
    public void The_longest_duration_is_no_trap() => Assert.That(DurationText.Of(TimeSpan.MaxValue), Is.EqualTo("10675199 d 2 h"));

    [TestCase("2026-03-29T01:17:00Z", "UTC", "01:17 UTC")]
    [TestCase("2026-03-28T23:58:00Z", "UTC", "2026-03-28 23:58 UTC")]
    [TestCase("2026-03-29T00:30:00Z", "Europe/Berlin", "01:30 UTC+1")]
    [TestCase("2026-03-29T01:30:00Z", "Europe/Berlin", "03:30 UTC+2")]
    [TestCase("2026-03-29T01:30:00Z", "Asia/Kolkata", "07:00 UTC+5:30")]
    [TestCase("2026-03-29T01:30:00Z", "America/New_York", "2026-03-28 21:30 UTC-4")]
    [TestCase("2026-03-29T00:30:00Z", "Europe/London", "00:30 UTC")]
    public void A_time_names_its_zone_and_another_day(string at, string zone, string text)
    {
        var now = DateTimeOffset.Parse("2026-03-29T08:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        var instant = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);

        Assert.That(TimeText.Of(instant, now, TimeZoneInfo.FindSystemTimeZoneById(zone)), Is.EqualTo(text));
    }
}
