using System.Collections.Concurrent;
using ChatOps.Bot.Configuration;

namespace ChatOps.Bot.Auth;

/// <summary>How often callers may come: a figure a minute for each token, and a few wrong tokens a minute for each address.</summary>
internal sealed class CallerLimits(ApiSettings api, TimeProvider time)
{
    private const int WrongTokensAMinute = 20;
    private const int MostAddresses = 10_000;

    private readonly ConcurrentDictionary<string, Minute> _requests = new();
    private readonly ConcurrentDictionary<string, Minute> _failures = new();

    /// <summary>Counts a request; null when it may pass, else when the next may.</summary>
    public TimeSpan? TryTake(string caller)
    {
        if (api.RequestsPerMinute == 0) return null;
        var minute = Count(_requests, caller);
        return minute.Count > api.RequestsPerMinute ? Left(minute) : null;
    }

    /// <summary>Null when a token from this address is looked at, else when the next is.</summary>
    public TimeSpan? TooManyFailures(string address) =>
        _failures.TryGetValue(address, out var minute) && minute.Number == Now() && minute.Count >= WrongTokensAMinute ? Left(minute) : null;

    /// <summary>A wrong token came from this address.</summary>
    public void CountFailure(string address)
    {
        if (_failures.Count >= MostAddresses) _failures.Clear();
        Count(_failures, address);
    }

    private Minute Count(ConcurrentDictionary<string, Minute> counts, string name) =>
        counts.AddOrUpdate(name, (_, now) => new Minute(now, 1), (_, minute, now) => minute.Number == now ? minute with { Count = minute.Count + 1 } : new Minute(now, 1), Now());

    private long Now() => time.GetUtcNow().ToUnixTimeSeconds() / 60;

    private TimeSpan Left(Minute minute) => DateTimeOffset.FromUnixTimeSeconds((minute.Number + 1) * 60) - time.GetUtcNow();

    private sealed record Minute(long Number, int Count);
}
