using System.Collections.Concurrent;

namespace ChatOps.Teams.Inputs;

/// <summary>
/// Deliveries of the last minutes and their answers, so that a repeat waits for the first one and gets its answer. What changed something is remembered
/// on disk too, by the same id; this here also keeps questions, dialogs and welcomes from being served twice.
/// </summary>
internal sealed class DeliveryMemory(TimeProvider time)
{
    /// <summary>Teams sends again after some 15 seconds; a token is good for an hour.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(65);

    private const int Most = 20_000;

    private readonly ConcurrentDictionary<string, Lazy<Task<TeamsReply>>> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Id, DateTimeOffset At)> _order = new();

    /// <summary>Serves a delivery, unless it was served or is being served: then its answer is the same, and what follows the answer is not said again.</summary>
    /// <param name="id">What identifies it.</param>
    /// <param name="serve">Serves it.</param>
    /// <param name="isFirst">Whether this is the first time.</param>
    public Task<TeamsReply> Once(string id, Func<Task<TeamsReply>> serve, out bool isFirst)
    {
        var mine = new Lazy<Task<TeamsReply>>(() => ServeAsync(id, serve));
        var known = _known.GetOrAdd(id, mine);
        isFirst = ReferenceEquals(known, mine);
        if (!isFirst) return SameAsync(known.Value);
        _order.Enqueue((id, time.GetUtcNow()));
        Forget();
        return known.Value;
    }

    private static async Task<TeamsReply> SameAsync(Task<TeamsReply> first) => await first.ConfigureAwait(false) with { Then = null };

    private async Task<TeamsReply> ServeAsync(string id, Func<Task<TeamsReply>> serve)
    {
        var reply = await serve().ConfigureAwait(false);
        if (reply.IsPassing) _known.TryRemove(id, out _);
        return reply;
    }

    private void Forget()
    {
        var before = time.GetUtcNow() - Kept;
        while (_order.TryPeek(out var oldest) && (oldest.At < before || _order.Count > Most))
        {
            if (_order.TryDequeue(out var gone)) _known.TryRemove(gone.Id, out _);
        }
    }
}
