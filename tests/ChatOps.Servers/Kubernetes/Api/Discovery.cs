using System.Text.Json.Nodes;

namespace ChatOps.Servers.Kubernetes.Api;

/// <summary>What the API says of itself.</summary>
internal static class Discovery
{
    public static readonly IReadOnlyDictionary<string, Kind> Kinds = new Dictionary<string, Kind>(StringComparer.Ordinal)
    {
        ["namespaces"] = new("v1", "Namespace", false, "ns"),
        ["pods"] = new("v1", "Pod", true, "po"),
        ["events"] = new("v1", "Event", true, "ev"),
        ["deployments"] = new("apps/v1", "Deployment", true, "deploy"),
        ["replicasets"] = new("apps/v1", "ReplicaSet", true, "rs"),
    };

    public static JsonNode? Of(string path) => path switch
    {
        "version" => new JsonObject { ["major"] = "1", ["minor"] = "35", ["gitVersion"] = "v1.35.2", ["platform"] = "linux/amd64" },
        "api" => new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1") },
        "apis" => new JsonObject { ["kind"] = "APIGroupList", ["apiVersion"] = "v1", ["groups"] = new JsonArray(Group()) },
        "apis/apps" => Group(),
        "api/v1" => Resources("v1"),
        "apis/apps/v1" => Resources("apps/v1"),
        _ => null,
    };

    private static JsonObject Group()
    {
        static JsonObject Version() => new() { ["groupVersion"] = "apps/v1", ["version"] = "v1" };
        return new() { ["kind"] = "APIGroup", ["name"] = "apps", ["versions"] = new JsonArray(Version()), ["preferredVersion"] = Version() };
    }

    private static JsonObject Resources(string version)
    {
        var list = new JsonArray();
        foreach (var (name, kind) in Kinds.Where(pair => pair.Value.ApiVersion == version))
        {
            list.Add(Resource(name, kind, "get", "list", "watch", "patch", "update", "delete"));
            if (name == "pods") list.Add(Resource("pods/log", kind, "get"));
            if (version == "apps/v1") list.Add(Resource(name + "/scale", kind with { Name = "Scale", Short = "" }, "get", "patch", "update"));
        }

        return new() { ["kind"] = "APIResourceList", ["apiVersion"] = "v1", ["groupVersion"] = version, ["resources"] = list };
    }

    private static JsonObject Resource(string name, Kind kind, params ReadOnlySpan<string> verbs)
    {
        var resource = new JsonObject { ["name"] = name, ["singularName"] = name.Contains('/', StringComparison.Ordinal) ? "" : kind.Name.ToLowerInvariant(), ["namespaced"] = kind.Namespaced, ["kind"] = kind.Name };
        if (kind.Name == "Scale") (resource["group"], resource["version"]) = ("autoscaling", "v1");
        resource["verbs"] = new JsonArray([.. verbs.ToArray().Select(verb => (JsonNode)verb)]);
        if (kind.Short.Length > 0 && !name.Contains('/', StringComparison.Ordinal)) resource["shortNames"] = new JsonArray(kind.Short);
        return resource;
    }
}

/// <summary>A kind of objects.</summary>
internal sealed record Kind(string ApiVersion, string Name, bool Namespaced, string Short);
