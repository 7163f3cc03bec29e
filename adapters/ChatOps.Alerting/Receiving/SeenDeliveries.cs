namespace ChatOps.Alerting.Receiving;

/// <summary>
/// The deliveries that were taken lately, by the id that their sender gives them. It spares a second look at what is sent twice; after a restart start and
/// status of the alert do that.
/// </summary>
internal sealed class SeenDeliveries
{
    private const int Most = 10_000;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public bool Has(string id)
    {
        lock (_lock) return _seen.Contains(id);
    }

    /// <summary>Remembers a delivery, once it is on disk.</summary>
    public void Add(string id)
    {
        lock (_lock)
        {
            if (!_seen.Add(id)) return;
            _order.Enqueue(id);
            if (_order.Count > Most) _seen.Remove(_order.Dequeue());
        }
    }
}
