namespace ChatOps.Servers.Slack.Limits;

/// <summary>Who has called too often. A refused method (of posting: a refused channel) stays refused until its Retry-After has passed.</summary>
internal sealed class RateModel(SlackServerOptions options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string App, string Method, string Channel), TokenBucket> buckets = [];
    private readonly Dictionary<(string App, string Method, string Channel), DateTimeOffset> refusedUntil = [];

    /// <param name="app">Id of the caller.</param>
    /// <param name="method">Name of the method.</param>
    /// <param name="tier">Its tier.</param>
    /// <param name="channel">The channel that it names, if it does.</param>
    public RateVerdict Take(string app, string method, Tier tier, string? channel)
    {
        var now = options.Time.GetUtcNow();
        lock (gate)
        {
            if (Refused(app, method, channel, now) is { } refused)
            {
                return refused;
            }

            if (!options.RateLimits)
            {
                return RateVerdict.Taken;
            }

            var restricted = options.RestrictedHistory && method is "conversations.history" or "conversations.replies";
            var perMinute = restricted ? (int)Tier.One : (int)tier;
            if (perMinute == 0)
            {
                return RateVerdict.Taken;
            }

            if (tier == Tier.Posting && channel is not null && Bucket((app, method, channel), options.PostingBurst, TimeSpan.FromSeconds(1), now).Take(now) is var wait && wait > TimeSpan.Zero)
            {
                return Refuse((app, method, channel), wait, now);
            }

            wait = Bucket((app, method, ""), perMinute, TimeSpan.FromMinutes(1) / perMinute, now).Take(now);
            return wait > TimeSpan.Zero ? Refuse((app, method, ""), wait, now) : RateVerdict.Taken;
        }
    }

    /// <summary>Refuses as if too much had been called.</summary>
    public RateVerdict Refuse(string app, string method, string? channel, TimeSpan retryAfter)
    {
        lock (gate)
        {
            return Refuse((app, method, channel ?? ""), retryAfter, options.Time.GetUtcNow());
        }
    }

    private TokenBucket Bucket((string, string, string) key, int capacity, TimeSpan interval, DateTimeOffset now)
    {
        if (!buckets.TryGetValue(key, out var bucket))
        {
            bucket = new TokenBucket(capacity, interval * options.RateScale, now);
            buckets.Add(key, bucket);
        }

        return bucket;
    }

    private RateVerdict? Refused(string app, string method, string? channel, DateTimeOffset now)
    {
        foreach (var key in (ReadOnlySpan<(string, string, string)>)[(app, method, channel ?? ""), (app, method, "")])
        {
            if (refusedUntil.TryGetValue(key, out var until) && until > now)
            {
                return new RateVerdict((int)Math.Ceiling((until - now).TotalSeconds), IsEarly: true);
            }
        }

        return null;
    }

    // The header holds whole seconds, so whoever obeys it waits at least one.
    private RateVerdict Refuse((string, string, string) key, TimeSpan wait, DateTimeOffset now)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        refusedUntil[key] = now.AddSeconds(seconds);
        return new RateVerdict(seconds, IsEarly: false);
    }
}

/// <param name="RetryAfter">Whole seconds; none: the call may go on.</param>
/// <param name="IsEarly">The caller had been told to wait and did not.</param>
internal readonly record struct RateVerdict(int? RetryAfter, bool IsEarly)
{
    public static RateVerdict Taken => new(null, false);
}
