namespace ChatOps.Servers.GitHub.Limits;

/// <summary>The primary limit of each caller, and the secondary limit on what creates content. Used under the system's gate.</summary>
internal sealed class RateModel(GitHubServerOptions options)
{
    // Waits are told in whole seconds of a clock that need not be the caller's.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<string, (int Used, DateTimeOffset Reset)> hours = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<DateTimeOffset>> creations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> waits = new(StringComparer.Ordinal);

    /// <summary>Counts a call.</summary>
    public (int Used, int Limit, DateTimeOffset Reset) Count(string caller, DateTimeOffset now)
    {
        var hour = hours.GetValueOrDefault(caller);
        if (hour.Reset <= now)
        {
            hour = (0, now + TimeSpan.FromHours(1));
        }

        hour.Used++;
        hours[caller] = hour;
        return (hour.Used, options.PrimaryLimit, hour.Reset);
    }

    /// <summary>Counts something that is created; how long to wait when it is too much.</summary>
    public TimeSpan? Create(string caller, DateTimeOffset now)
    {
        if (options.CreationsPerMinute == 0)
        {
            return null;
        }

        if (!creations.TryGetValue(caller, out var made))
        {
            creations[caller] = made = [];
        }

        made.RemoveAll(at => at <= now - TimeSpan.FromHours(1));
        var lately = made.Where(at => at > now - TimeSpan.FromMinutes(1)).ToList();
        if (lately.Count >= options.CreationsPerMinute)
        {
            return lately[0] + TimeSpan.FromMinutes(1) - now;
        }

        if (made.Count >= options.CreationsPerHour)
        {
            return made[0] + TimeSpan.FromHours(1) - now;
        }

        made.Add(now);
        return null;
    }

    /// <summary>The caller was told to wait until then.</summary>
    public void Told(string caller, DateTimeOffset until) => waits[caller] = until;

    /// <summary>How much is left of the wait that the caller was told; null: it may call.</summary>
    public TimeSpan? LeftOf(string caller, DateTimeOffset now) => waits.TryGetValue(caller, out var until) && now < until - Rounding ? until - now : null;
}
