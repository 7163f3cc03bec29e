using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOps.Servers.Kubernetes.State;

/// <summary>The objects of a test cluster and what changed of them. Whoever reads or changes it holds <see cref="Gate"/>.</summary>
internal sealed class Cluster(TimeProvider time)
{
    private readonly Dictionary<(string Kind, string Namespace, string Name), JsonObject> objects = [];
    private readonly List<Change> changes = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int lastUid;

    public Lock Gate { get; } = new();

    public DateTimeOffset Now => time.GetUtcNow();

    public long Version { get; private set; } = 1000;

    /// <summary>What images come to; one that is not here runs well.</summary>
    public Dictionary<string, ImageFate> Images { get; } = new(StringComparer.Ordinal);

    /// <summary>Pods that never get their volume, by uid.</summary>
    public HashSet<string> Stuck { get; } = new(StringComparer.Ordinal);

    /// <summary>Ends when something has changed.</summary>
    public Task Changed => changed.Task;

    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public JsonObject? Find(string kind, string space, string name) => objects.GetValueOrDefault((kind, space, name));

    public IReadOnlyList<JsonObject> List(string kind, string? space = null) =>
        [.. objects.Where(pair => pair.Key.Kind == kind && (space is null || pair.Key.Namespace == space)).OrderBy(pair => pair.Key.Namespace, StringComparer.Ordinal).ThenBy(pair => pair.Key.Name, StringComparer.Ordinal).Select(pair => pair.Value)];

    /// <summary>Makes an object with its metadata.</summary>
    public JsonObject Create(string kind, string space, string name, JsonObject body)
    {
        var metadata = (JsonObject)(body["metadata"] ??= new JsonObject());
        metadata["name"] = name;
        if (space.Length > 0) metadata["namespace"] = space;
        metadata["uid"] = string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{++lastUid:d12}");
        metadata["creationTimestamp"] = Stamp(Now);
        metadata["generation"] = 1;
        objects[(kind, space, name)] = body;
        Tell("ADDED", kind, space, body);
        return body;
    }

    /// <summary>An object was changed.</summary>
    public void Update(string kind, JsonObject body) => Tell("MODIFIED", kind, body.Text("metadata", "namespace"), body);

    public void Remove(string kind, JsonObject body)
    {
        objects.Remove((kind, body.Text("metadata", "namespace"), body.Text("metadata", "name")));
        Tell("DELETED", kind, body.Text("metadata", "namespace"), body);
    }

    /// <summary>What changed of a kind after a version.</summary>
    public IReadOnlyList<Change> Since(string kind, long version) => [.. changes.Where(change => change.Version > version && change.Kind == kind)];

    private void Tell(string type, string kind, string space, JsonObject body)
    {
        body["metadata"]!["resourceVersion"] = (++Version).ToString(CultureInfo.InvariantCulture);
        changes.Add(new(Version, type, kind, space, (JsonObject)body.DeepClone()));
        var told = changed;
        changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        told.SetResult();
    }
}

/// <summary>A change of an object.</summary>
internal sealed record Change(long Version, string Type, string Kind, string Namespace, JsonObject Body);
