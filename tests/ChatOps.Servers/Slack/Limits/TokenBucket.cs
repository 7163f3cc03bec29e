namespace ChatOps.Servers.Slack.Limits;

/// <summary>As many calls at once as it holds, then as many as flow in.</summary>
/// <param name="capacity">What it holds.</param>
/// <param name="interval">Time in which one more flows in.</param>
/// <param name="now">Full at this time.</param>
internal sealed class TokenBucket(int capacity, TimeSpan interval, DateTimeOffset now)
{
    private double tokens = capacity;
    private DateTimeOffset filledAt = now;

    /// <returns>Zero: taken. Otherwise how long until there is one.</returns>
    public TimeSpan Take(DateTimeOffset at)
    {
        tokens = Math.Min(capacity, tokens + ((at - filledAt) / interval));
        filledAt = at;
        if (tokens < 1)
        {
            return (1 - tokens) * interval;
        }

        tokens--;
        return TimeSpan.Zero;
    }
}
