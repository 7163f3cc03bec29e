using System.Collections.Concurrent;

namespace ChatOps.Http;

/// <summary>
/// How far each post of a channel that is read for alerts was read lately. No platform promises an order: an edit that says "resolved" may come before the
/// post that it edits, and reading that one afterwards would open an incident that nobody ends.
/// </summary>
public sealed class PostVersions
{
    private const int Most = 5_000;

    private readonly ConcurrentDictionary<string, decimal> _read = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    /// <summary>Whether a newer version of this post was read already.</summary>
    /// <param name="post">What identifies the post, and stays the same for its edits.</param>
    /// <param name="version">Which version of it this is; the later, the higher.</param>
    public bool IsOvertaken(string post, decimal version) => _read.TryGetValue(post, out var read) && version < read;

    /// <summary>This version was read.</summary>
    /// <param name="post">What identifies the post.</param>
    /// <param name="version">Which version of it this is.</param>
    public void Read(string post, decimal version)
    {
        if (_read.TryAdd(post, version)) _order.Enqueue(post);
        else _read.AddOrUpdate(post, version, (_, known) => Math.Max(known, version));
        while (_order.Count > Most && _order.TryDequeue(out var oldest)) _read.TryRemove(oldest, out _);
    }
}
