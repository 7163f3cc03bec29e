using System.Collections.Concurrent;
using System.Globalization;
using ChatOps.Slack.Payloads;

namespace ChatOps.Slack.AlertChannels;

/// <summary>
/// How far each post was read lately. Slack promises no order: an edit that says "resolved" may come before the post that it edits, and reading that one
/// afterwards would open an incident that nobody ends.
/// </summary>
internal sealed class PostVersions
{
    private const int Most = 5_000;

    private readonly ConcurrentDictionary<(string Channel, string Ts), decimal> _read = new();
    private readonly ConcurrentQueue<(string Channel, string Ts)> _order = new();

    /// <summary>Whether a newer version of this post was read already.</summary>
    public bool IsOvertaken(MessageEvent message) => _read.TryGetValue((message.Channel, message.Ts), out var read) && VersionOf(message) < read;

    /// <summary>This version was read.</summary>
    public void Read(MessageEvent message)
    {
        var (post, version) = ((message.Channel, message.Ts), VersionOf(message));
        if (_read.TryAdd(post, version)) _order.Enqueue(post);
        else _read.AddOrUpdate(post, version, (_, known) => Math.Max(known, version));
        while (_order.Count > Most && _order.TryDequeue(out var oldest)) _read.TryRemove(oldest, out _);
    }

    private static decimal VersionOf(MessageEvent message) => decimal.TryParse(message.Version, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var version) ? version : 0;
}
