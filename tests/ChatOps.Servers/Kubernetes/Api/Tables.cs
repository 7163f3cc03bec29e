using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.Servers.Kubernetes.State;

namespace ChatOps.Servers.Kubernetes.Api;

/// <summary>Lists as tables, which is what kubectl asks for.</summary>
internal static class Tables
{
    public static JsonObject Of(string kind, IEnumerable<JsonObject> items, long version, DateTimeOffset now)
    {
        string[] columns = kind switch
        {
            "pods" => ["Name", "Ready", "Status", "Restarts", "Age"],
            "deployments" => ["Name", "Ready", "Up-to-date", "Available", "Age"],
            "replicasets" => ["Name", "Desired", "Current", "Ready", "Age"],
            "events" => ["Last Seen", "Type", "Reason", "Object", "Message"],
            _ => ["Name", "Age"],
        };
        return new()
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture) },
            ["columnDefinitions"] = new JsonArray([.. columns.Select(name => (JsonNode)new JsonObject { ["name"] = name, ["type"] = "string", ["format"] = name == "Name" ? "name" : "", ["description"] = name, ["priority"] = 0 })]),
            ["rows"] = new JsonArray([.. items.Select(item => (JsonNode)new JsonObject
            {
                ["cells"] = new JsonArray([.. Cells(kind, item, now).Select(cell => (JsonNode)cell)]),
                ["object"] = new JsonObject { ["kind"] = "PartialObjectMetadata", ["apiVersion"] = "meta.k8s.io/v1", ["metadata"] = item["metadata"]!.DeepClone() },
            })]),
        };
    }

    private static IEnumerable<string> Cells(string kind, JsonObject item, DateTimeOffset now)
    {
        var (name, age) = (item.Text("metadata", "name"), Age(item.Text("metadata", "creationTimestamp"), now));
        string Count(params ReadOnlySpan<string> path) => item.Number(path).ToString(CultureInfo.InvariantCulture);
        return kind switch
        {
            "pods" => [name, PodLife.IsReady(item) ? "1/1" : "0/1", Status(item), (item.At("status", "containerStatuses") as JsonArray)?[0].Number("restartCount").ToString(CultureInfo.InvariantCulture) ?? "0", age],
            "deployments" => [name, $"{Count("status", "readyReplicas")}/{Count("spec", "replicas")}", Count("status", "updatedReplicas"), Count("status", "availableReplicas"), age],
            "replicasets" => [name, Count("spec", "replicas"), Count("status", "replicas"), Count("status", "readyReplicas"), age],
            "events" => [Age(item.Text("lastTimestamp"), now), item.Text("type"), item.Text("reason"), $"{item.Text("involvedObject", "kind").ToLowerInvariant()}/{item.Text("involvedObject", "name")}", item.Text("message")],
            _ => [name, age],
        };
    }

    private static string Status(JsonObject pod)
    {
        var waiting = (pod.At("status", "containerStatuses") as JsonArray)?[0].Text("state", "waiting", "reason");
        return string.IsNullOrEmpty(waiting) ? pod.Text("status", "phase") : waiting;
    }

    private static string Age(string since, DateTimeOffset now) =>
        DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (now - at).TotalSeconds):0}s") : "<unknown>";
}
