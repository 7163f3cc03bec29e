using System.Text.Json.Nodes;

namespace ChatOps.Servers.Kubernetes.Api;

/// <summary>The three patches of the API: by operations, by merging, and by merging lists by the name of their items.</summary>
internal static class Patches
{
    /// <exception cref="InvalidOperationException">A test of the patch does not hold, or a path is not there.</exception>
    public static JsonObject Apply(string? contentType, JsonObject target, JsonNode patch) => contentType switch
    {
        "application/json-patch+json" => Operations((JsonObject)target.DeepClone(), (JsonArray)patch),
        "application/strategic-merge-patch+json" => (JsonObject)Merge(target.DeepClone(), patch, byName: true)!,
        _ => (JsonObject)Merge(target.DeepClone(), patch, byName: false)!,
    };

    private static JsonNode? Merge(JsonNode? target, JsonNode? patch, bool byName)
    {
        if (patch is JsonArray items && byName && target is JsonArray list && items.All(item => item is JsonObject named && named["name"] is not null)) return MergeList((JsonArray)list.DeepClone(), items);
        if (patch is not JsonObject changes) return patch?.DeepClone();
        var merged = target is JsonObject ? (JsonObject)target.DeepClone() : [];
        foreach (var (name, value) in changes)
        {
            if (name.StartsWith('$')) continue;
            if (value is null) merged.Remove(name);
            else merged[name] = Merge(merged[name], value, byName);
        }

        return merged;
    }

    private static JsonArray MergeList(JsonArray list, JsonArray items)
    {
        foreach (var item in items)
        {
            var name = item!["name"]!.GetValue<string>();
            var at = -1;
            for (var i = 0; i < list.Count; i++) if (list[i]?["name"]?.GetValue<string>() == name) at = i;
            var merged = Merge(at < 0 ? null : list[at], item, byName: true);
            if (at < 0) list.Add(merged);
            else list[at] = merged;
        }

        return list;
    }

    private static JsonObject Operations(JsonObject target, JsonArray operations)
    {
        foreach (var operation in operations)
        {
            var (what, path) = (operation!["op"]!.GetValue<string>(), operation["path"]!.GetValue<string>());
            string[] parts = [.. path.Split('/').Skip(1).Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
            JsonNode? parent = target;
            foreach (var part in parts[..^1]) parent = parent is JsonArray array ? array[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)] : parent?[part];
            if (parent is not JsonObject holder) throw new InvalidOperationException($"the server rejected our request: {path} is not there");
            var value = operation["value"];
            if (what == "test" && !JsonNode.DeepEquals(holder[parts[^1]], value)) throw new InvalidOperationException($"the server rejected our request: testing path {path} failed");
            if (what == "remove") holder.Remove(parts[^1]);
            if (what is "add" or "replace") holder[parts[^1]] = value?.DeepClone();
        }

        return target;
    }
}
