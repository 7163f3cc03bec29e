using ChatOps.Core.OnCall;

namespace ChatOps.Tests.Incidents;

[Property("Rule", "2.4")]
internal sealed class WorkingHoursTests
{
    private static readonly WorkingHours Berlin = WorkingHours.Usual with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") };

    [TestCase("2026-11-23T10:00Z", 30, "2026-11-23T10:30Z", TestName = "Inside a day")]
    [TestCase("2026-11-23T16:45Z", 30, "2026-11-24T09:15Z", TestName = "Over a night")]
    [TestCase("2026-11-27T16:45Z", 30, "2026-11-30T09:15Z", TestName = "Over a weekend")]
    [TestCase("2026-11-28T03:00Z", 30, "2026-11-30T09:30Z", TestName = "From a weekend")]
    [TestCase("2026-11-23T06:00Z", 30, "2026-11-23T09:30Z", TestName = "Before work")]
    [TestCase("2026-11-23T20:00Z", 30, "2026-11-24T09:30Z", TestName = "After work")]
    [TestCase("2026-11-23T09:00Z", 480, "2026-11-23T17:00Z", TestName = "Exactly one day")]
    [TestCase("2026-11-23T12:00Z", 960, "2026-11-25T12:00Z", TestName = "Two days")]
    [TestCase("2026-11-23T12:00Z", 0, "2026-11-23T12:00Z", TestName = "Nothing")]
    public void Working_time_passes_in_working_hours_alone(string from, int minutes, string until)
    {
        var begin = DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture);
        var end = DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture);

        Assert.That(WorkingHours.Usual.After(begin, TimeSpan.FromMinutes(minutes)), Is.EqualTo(end));
        Assert.That(WorkingHours.Usual.Between(begin, end), Is.EqualTo(TimeSpan.FromMinutes(minutes)));
    }

    [Test]
    public void Hours_are_those_of_the_zone_in_winter_and_in_summer()
    {
        Assert.That(Berlin.After(new DateTimeOffset(2026, 3, 27, 15, 30, 0, TimeSpan.Zero), TimeSpan.FromHours(1)), Is.EqualTo(new DateTimeOffset(2026, 3, 30, 7, 30, 0, TimeSpan.Zero)));
        Assert.That(Berlin.Between(new DateTimeOffset(2026, 3, 27, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 31, 0, 0, 0, TimeSpan.Zero)), Is.EqualTo(TimeSpan.FromHours(16)));
    }

    [Test]
    public void A_day_on_which_clocks_jump_over_the_beginning_of_work_begins_an_hour_later()
    {
        var night = Berlin with { From = new TimeOnly(2, 30), To = new TimeOnly(4, 0), Days = new HashSet<DayOfWeek> { DayOfWeek.Sunday } };

        Assert.That(night.Between(new DateTimeOffset(2026, 3, 29, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 29, 12, 0, 0, TimeSpan.Zero)), Is.EqualTo(TimeSpan.FromMinutes(30)));
    }

    [Test]
    public void Nothing_has_passed_when_the_end_is_not_later()
    {
        var noon = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

        Assert.That(WorkingHours.Usual.Between(noon, noon), Is.EqualTo(TimeSpan.Zero));
        Assert.That(WorkingHours.Usual.Between(noon, noon.AddHours(-1)), Is.EqualTo(TimeSpan.Zero));
    }
}
