using ChatOps.Alerting;
using Microsoft.Extensions.Time.Testing;

namespace ChatOps.Tests.Alerting;

internal sealed class SourceTrafficTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 3, 0, 30, TimeSpan.Zero));

    [Test]
    public void The_rate_is_that_of_the_last_five_minutes_that_ended()
    {
        var traffic = new SourceTraffic(_time);
        for (var i = 0; i < 10; i++) traffic.Count("a", TrafficKind.Taken, null);
        Assert.That(Rate(traffic), Is.Zero, "the minute still runs");

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(Rate(traffic), Is.EqualTo(2.0));

        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.That(Rate(traffic), Is.EqualTo(2.0));

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(Rate(traffic), Is.Zero);

        _time.Advance(TimeSpan.FromDays(3));
        traffic.Count("a", TrafficKind.Taken, null);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(Rate(traffic), Is.EqualTo(0.2));
    }

    private static double Rate(SourceTraffic traffic) => traffic.Sources.Single().PerMinute;
}
