using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace ChatOps.Slack;

/// <summary>
/// What Slack asked to leave alone for a while: a method, and for posts one channel of it. Until then it is not even asked. Slack does not say whether it meant
/// the channel or all posts: when it limits a second channel meanwhile, it meant them all.
/// </summary>
internal sealed class SlackHolds(TimeProvider time)
{
    private const string Post = "chat.postMessage";

    private readonly ConcurrentDictionary<string, DateTimeOffset> _until = new(StringComparer.Ordinal);

    /// <summary>What a call is counted under.</summary>
    public static string Of(string method, JsonObject arguments) => method == Post && arguments["channel"] is { } channel ? $"{method} {channel}" : method;

    /// <summary>How long it is still to be left alone; null: not.</summary>
    public TimeSpan? Left(string held)
    {
        var own = LeftOf(held);
        var all = IsChannel(held) ? LeftOf(Post) : null;
        return all > (own ?? TimeSpan.Zero) ? all : own;
    }

    /// <summary>Leaves it alone from now on.</summary>
    public void Hold(string held, TimeSpan period)
    {
        if (IsChannel(held) && _until.Keys.Any(other => other != held && IsChannel(other) && LeftOf(other) is not null)) _until[Post] = time.GetUtcNow() + period;
        _until[held] = time.GetUtcNow() + period;
    }

    private static bool IsChannel(string held) => held.Length > Post.Length && held.StartsWith(Post, StringComparison.Ordinal);

    private TimeSpan? LeftOf(string held)
    {
        if (!_until.TryGetValue(held, out var until)) return null;
        var left = until - time.GetUtcNow();
        if (left > TimeSpan.Zero) return left;
        _until.TryRemove(KeyValuePair.Create(held, until));
        return null;
    }
}
