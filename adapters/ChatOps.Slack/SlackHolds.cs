using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace ChatOps.Slack;

/// <summary>What Slack asked to leave alone for a while: a method, and for posts one channel of it. Until then it is not even asked.</summary>
internal sealed class SlackHolds(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _until = new(StringComparer.Ordinal);

    /// <summary>What a call is counted under.</summary>
    public static string Of(string method, JsonObject arguments) =>
        method == "chat.postMessage" && arguments["channel"] is { } channel ? $"{method} {channel}" : method;

    /// <summary>How long it is still to be left alone; null: not.</summary>
    public TimeSpan? Left(string held)
    {
        if (!_until.TryGetValue(held, out var until)) return null;
        var left = until - time.GetUtcNow();
        if (left > TimeSpan.Zero) return left;
        _until.TryRemove(KeyValuePair.Create(held, until));
        return null;
    }

    /// <summary>Leaves it alone from now on.</summary>
    public void Hold(string held, TimeSpan period) => _until[held] = time.GetUtcNow() + period;
}
