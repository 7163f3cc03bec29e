using System.Text.Json.Nodes;

namespace ChatOps.Servers.Kubernetes.Api;

/// <summary>A call of the API, by its path.</summary>
/// <param name="Resource">The kind's plural.</param>
/// <param name="Namespace">The namespace; null: all.</param>
/// <param name="Name">The object's name; null: a list.</param>
/// <param name="Sub">The subresource, or null.</param>
internal sealed record ApiCall(string Resource, string? Namespace, string? Name, string? Sub)
{
    /// <summary>Reads a path; null when there is nothing at it.</summary>
    public static ApiCall? Read(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        string[] rest = parts is ["api", "v1", ..] ? parts[2..] : parts is ["apis", "apps", "v1", ..] ? parts[3..] : [];
        var version = parts is ["api", ..] ? "v1" : "apps/v1";
        string? space = null;
        if (rest is ["namespaces", var named, _, ..]) (space, rest) = (named, rest[2..]);
        if (rest.Length is 0 or > 3 || !Discovery.Kinds.TryGetValue(rest[0], out var kind) || kind.ApiVersion != version) return null;
        return new(rest[0], space, rest.ElementAtOrDefault(1), rest.ElementAtOrDefault(2));
    }

    public static JsonObject Status(int code, string reason, string message) => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = code < 300 ? "Success" : "Failure",
        ["message"] = message,
        ["reason"] = reason,
        ["code"] = code,
    };
}
