using System.Text.Json;
using ChatOps.Core.Incidents;
using ChatOps.Storage.Json;

namespace ChatOps.Storage.Incidents;

/// <summary>
/// Bodies of incidents as one connection last read them. Head messages are written from an incident twice a second while alerts join it, and its body
/// stays the same meanwhile: comparing the bytes costs a hundredth of reading them. Not for two threads at once.
/// </summary>
internal sealed class IncidentBodies
{
    // A few kilobytes each, for each of a few connections.
    private const int Most = 256;

    private readonly Dictionary<IncidentId, (byte[] Text, Incident Body)> _known = [];

    /// <summary>The incident that this text is.</summary>
    /// <param name="id">Whose body it is.</param>
    /// <param name="text">The body, JSON.</param>
    public Incident Read(IncidentId id, ReadOnlySpan<byte> text)
    {
        if (_known.TryGetValue(id, out var known) && text.SequenceEqual(known.Text)) return known.Body;
        var body = JsonSerializer.Deserialize(text, StorageJson.Default.Incident) ?? throw new JsonException("null stands where an incident is needed");
        if (_known.Count >= Most) _known.Clear();
        _known[id] = (text.ToArray(), body);
        return body;
    }
}
