using System.Collections.Concurrent;

namespace ChatOps.Http;

/// <summary>
/// Deliveries of the last minutes and their answers, so that a repeat waits for the first one and gets its answer. What changed something is remembered
/// on disk too, by the same id; this here also keeps questions, forms and alerts from being served twice.
/// </summary>
/// <typeparam name="TReply">An answer, in the platform's own words.</typeparam>
/// <param name="kept">How long the platform may send the same again.</param>
/// <param name="isPassing">Whether nothing was stored, so that a repeat is worth another try and must not get this answer.</param>
/// <param name="alone">The answer for a repeat: what follows it is not said again.</param>
/// <param name="time">The clock.</param>
public sealed class DeliveryMemory<TReply>(TimeSpan kept, Func<TReply, bool> isPassing, Func<TReply, TReply> alone, TimeProvider time)
{
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<string, Lazy<Task<TReply>>> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Id, DateTimeOffset At)> _order = new();

    /// <summary>Serves a delivery, unless it was served or is being served: then its answer is the same, and what follows the answer is not said again.</summary>
    /// <param name="id">What identifies it.</param>
    /// <param name="serve">Serves it.</param>
    /// <param name="isFirst">Whether this is the first time.</param>
    public Task<TReply> Once(string id, Func<Task<TReply>> serve, out bool isFirst)
    {
        var mine = new Lazy<Task<TReply>>(() => ServeAsync(id, serve));
        var known = _known.GetOrAdd(id, mine);
        isFirst = ReferenceEquals(known, mine);
        if (!isFirst) return SameAsync(known.Value);
        _order.Enqueue((id, time.GetUtcNow()));
        Forget();
        return known.Value;
    }

    private async Task<TReply> SameAsync(Task<TReply> first) => alone(await first.ConfigureAwait(false));

    private async Task<TReply> ServeAsync(string id, Func<Task<TReply>> serve)
    {
        var reply = await serve().ConfigureAwait(false);
        if (isPassing(reply)) _known.TryRemove(id, out _);
        return reply;
    }

    private void Forget()
    {
        var before = time.GetUtcNow() - kept;
        while (_order.TryPeek(out var oldest) && (oldest.At < before || _order.Count > Most))
        {
            if (_order.TryDequeue(out var gone)) _known.TryRemove(gone.Id, out _);
        }
    }
}
