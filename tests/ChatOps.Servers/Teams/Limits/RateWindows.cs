namespace ChatOps.Servers.Teams.Limits;

/// <summary>Microsoft's published rates of one bot: per conversation, where a channel with all its threads is one, and for the tenant.</summary>
internal sealed class RateWindows(TimeProvider time)
{
    private static readonly (double Seconds, int Most)[] Sending = [(1, 7), (2, 8), (30, 60), (3600, 1800)];
    private static readonly (double Seconds, int Most)[] Reading = [(1, 14), (2, 16), (30, 120), (3600, 3600)];
    private static readonly (double Seconds, int Most)[] Tenant = [(1, 50)];

    private readonly Dictionary<string, List<DateTimeOffset>> counted = [];

    /// <summary>Seconds to wait; null: it is served, and counted.</summary>
    public int? Take(string place, bool isReading)
    {
        var now = time.GetUtcNow();
        var wait = Math.Max(Left(place + (isReading ? " reads" : ""), isReading ? Reading : Sending, now), Left("", Tenant, now));
        if (wait > 0) return (int)Math.Ceiling(wait);
        Of(place + (isReading ? " reads" : "")).Add(now);
        Of("").Add(now);
        return null;
    }

    private double Left(string lane, (double Seconds, int Most)[] rates, DateTimeOffset now)
    {
        var times = Of(lane);
        return rates.Where(rate => times.Count >= rate.Most).Select(rate => (times[^rate.Most] - now).TotalSeconds + rate.Seconds).DefaultIfEmpty(0).Max();
    }

    private List<DateTimeOffset> Of(string lane)
    {
        if (!counted.TryGetValue(lane, out var times)) counted[lane] = times = [];
        return times;
    }
}
