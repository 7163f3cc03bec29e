using ChatOps.Core.Incidents;

namespace ChatOps.Bot.Intake;

/// <summary>
/// Incidents as they were last committed, the ones used last, so that an alert that joins reads no row. Used on the writer's thread alone; dropped whole
/// whenever a transaction fails.
/// </summary>
internal sealed class IncidentCache(int capacity)
{
    private readonly Dictionary<IncidentId, LinkedListNode<CachedIncident>> _byId = [];
    private readonly LinkedList<CachedIncident> _byUse = new();

    public CachedIncident? Find(IncidentId id)
    {
        if (!_byId.TryGetValue(id, out var node)) return null;
        _byUse.Remove(node);
        _byUse.AddFirst(node);
        return node.Value;
    }

    public void Put(CachedIncident incident)
    {
        if (_byId.Remove(incident.Incident.Id, out var old)) _byUse.Remove(old);
        _byId[incident.Incident.Id] = _byUse.AddFirst(incident);
        if (_byId.Count <= capacity) return;
        _byId.Remove(_byUse.Last!.Value.Incident.Id);
        _byUse.RemoveLast();
    }

    public void Clear()
    {
        _byId.Clear();
        _byUse.Clear();
    }
}

/// <summary>An incident as it was committed.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="LastSeq">The number of its last entry.</param>
internal sealed record CachedIncident(Incident Incident, int LastSeq);
