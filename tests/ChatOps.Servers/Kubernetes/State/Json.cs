using System.Text.Json.Nodes;

namespace ChatOps.Servers.Kubernetes.State;

/// <summary>Reads along a path of an object.</summary>
internal static class Json
{
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var part in path) node = (node as JsonObject)?[part];
        return node;
    }

    /// <summary>The text there; empty when there is none.</summary>
    public static string Text(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path)?.ToString() ?? "";

    public static int Number(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path)?.GetValue<int>() ?? 0;

    /// <summary>Whether it is owned by another object.</summary>
    public static bool IsOf(this JsonObject node, JsonObject owner) =>
        node.At("metadata", "ownerReferences") is JsonArray references && references.Any(one => one.Text("uid") == owner.Text("metadata", "uid"));

    public static JsonArray Owner(string apiVersion, string kind, JsonObject owner) =>
        [new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind, ["name"] = owner.Text("metadata", "name"), ["uid"] = owner.Text("metadata", "uid"), ["controller"] = true, ["blockOwnerDeletion"] = true }];

    /// <summary>The same text for what is the same to the API, whatever the order of keys and whether what is empty is written.</summary>
    public static string Canonical(JsonNode? node) => node switch
    {
        JsonObject body => "{" + string.Join(',', body.Select(pair => (pair.Key, Text: Canonical(pair.Value))).Where(pair => pair.Text is not ("null" or "{}" or "[]")).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}:{pair.Text}")) + "}",
        JsonArray items => "[" + string.Join(',', items.Select(Canonical)) + "]",
        null => "null",
        _ => node.ToJsonString(),
    };
}
