using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.Servers.GitHub.State;

namespace ChatOps.Servers.GitHub.Api;

/// <summary>Pages of 30, at most 100; <c>Link</c> names the next one by the repository's number.</summary>
internal static class Paging
{
    public static ApiAnswer Page<T>(ApiCall call, IEnumerable<T> items, Func<T, JsonNode> shape, StoredRepository? repository, string path, string? wrapper = null)
    {
        var all = items.ToList();
        var size = Math.Clamp(Read(call, "per_page", 30), 1, 100);
        var page = Math.Max(1, Read(call, "page", 1));
        var shown = new JsonArray([.. all.Skip((page - 1) * size).Take(size).Select(shape)]);
        var last = Math.Max(1, (all.Count + size - 1) / size);
        JsonNode body = wrapper is null ? shown : new JsonObject { ["total_count"] = all.Count, [wrapper] = shown };
        var answer = ApiAnswer.Ok(body);
        if (last == 1)
        {
            return answer;
        }

        var address = repository is null ? $"{call.GitHub.Address}{path}" : string.Create(CultureInfo.InvariantCulture, $"{call.GitHub.Address}repositories/{repository.Handle.Id}/{path}");
        var links = new List<string>();
        if (page < last)
        {
            links.Add($"<{address}?{Others(call)}per_page={size}&page={page + 1}>; rel=\"next\"");
        }

        links.Add($"<{address}?{Others(call)}per_page={size}&page={last}>; rel=\"last\"");
        answer.Headers["Link"] = string.Join(", ", links);
        return answer;
    }

    private static string Others(ApiCall call) => string.Concat(
        ((string[])["state", "since", "creator", "labels", "filter", "branch", "status", "head_sha", "event"]).Select(name => call.Query(name) is { } value ? $"{name}={Uri.EscapeDataString(value)}&" : ""));

    private static int Read(ApiCall call, string name, int usual) => int.TryParse(call.Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : usual;
}
