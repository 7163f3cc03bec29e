using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOps.Servers.Kubernetes.State;

/// <summary>The events of a cluster.</summary>
internal sealed class Events(Cluster cluster)
{
    private int last;

    public void Tell(string kind, JsonObject about, string type, string reason, string message)
    {
        var (space, name) = (about.Text("metadata", "namespace"), about.Text("metadata", "name"));
        cluster.Create("events", space, string.Create(CultureInfo.InvariantCulture, $"{name}.{++last:x}"), new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Event",
            ["involvedObject"] = new JsonObject { ["kind"] = kind, ["namespace"] = space, ["name"] = name, ["uid"] = about.Text("metadata", "uid"), ["apiVersion"] = kind == "Pod" ? "v1" : "apps/v1" },
            ["type"] = type,
            ["reason"] = reason,
            ["message"] = message,
            ["count"] = 1,
            ["firstTimestamp"] = Cluster.Stamp(cluster.Now),
            ["lastTimestamp"] = Cluster.Stamp(cluster.Now),
            ["source"] = new JsonObject { ["component"] = kind == "Pod" ? "kubelet" : "deployment-controller" },
        });
    }
}
