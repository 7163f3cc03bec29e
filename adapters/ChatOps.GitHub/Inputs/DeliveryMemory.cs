using System.Collections.Concurrent;

namespace ChatOps.GitHub.Inputs;

/// <summary>Deliveries under way, so that a repeat waits for the first one. What is over is remembered on disk.</summary>
internal sealed class DeliveryMemory
{
    private readonly ConcurrentDictionary<string, Lazy<Task>> _underWay = new(StringComparer.Ordinal);

    /// <summary>Serves a delivery, unless it is being served: then this ends with that.</summary>
    public async Task OnceAsync(string id, Func<Task> serve)
    {
        var mine = new Lazy<Task>(serve);
        var first = _underWay.GetOrAdd(id, mine);
        try
        {
            await first.Value.ConfigureAwait(false);
        }
        finally
        {
            if (ReferenceEquals(first, mine)) _underWay.TryRemove(id, out _);
        }
    }
}
