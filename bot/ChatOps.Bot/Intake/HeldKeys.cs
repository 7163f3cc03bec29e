using ChatOps.Core.Incidents;
using ChatOps.Storage.Incidents;

namespace ChatOps.Bot.Intake;

/// <summary>Which incident holds a key, as far as it was asked: each alert asks. Used on the writer's thread alone; dropped whole whenever a transaction fails.</summary>
internal sealed class HeldKeys(int capacity)
{
    private readonly Dictionary<IncidentKey, IncidentId?> _known = [];

    public IncidentId? HolderOf(IncidentKey key, IncidentRows rows)
    {
        if (_known.TryGetValue(key, out var holder)) return holder;
        if (_known.Count >= capacity) _known.Clear();
        return _known[key] = rows.Holding(key);
    }

    /// <summary>The key was taken or let go of.</summary>
    public void Changed(IncidentKey key) => _known.Remove(key);

    public void Clear() => _known.Clear();
}
