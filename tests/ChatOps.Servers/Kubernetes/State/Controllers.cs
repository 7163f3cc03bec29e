using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatOps.Servers.Kubernetes.State;

/// <summary>
/// What the controllers of a cluster do: a deployment has a replica set for each template, rolls from one to the next as its pods get ready, and says when it
/// makes no progress; a replica set keeps its number of pods.
/// </summary>
internal sealed class Controllers(Cluster cluster, PodLife life, Events events)
{
    private const string Revision = "deployment.kubernetes.io/revision";
    private const string Hash = "pod-template-hash";

    private readonly Dictionary<string, (string Standing, DateTimeOffset At)> progress = [];
    private int lastPod;

    /// <summary>One step of all of them.</summary>
    public void Step()
    {
        foreach (var deployment in cluster.List("deployments")) Deploy(deployment);
        foreach (var set in cluster.List("replicasets")) Keep(set);
        foreach (var pod in cluster.List("pods")) life.Step(pod);
        foreach (var set in cluster.List("replicasets")) CountSet(set);
        foreach (var deployment in cluster.List("deployments")) Count(deployment);
    }

    public static IEnumerable<JsonObject> SetsOf(Cluster cluster, JsonObject deployment) => cluster.List("replicasets", deployment.Text("metadata", "namespace")).Where(set => set.IsOf(deployment));

    private IReadOnlyList<JsonObject> PodsOf(JsonObject set) => [.. cluster.List("pods", set.Text("metadata", "namespace")).Where(pod => pod.IsOf(set))];

    private void Deploy(JsonObject deployment)
    {
        var wanted = deployment.Number("spec", "replicas");
        var (set, others) = SetFor(deployment);
        var old = others.Sum(other => other.Number("spec", "replicas"));
        // A quarter of the pods more while it rolls, rounded up; a quarter less, rounded down.
        var (surge, missing) = ((wanted + 3) / 4, wanted / 4);
        var now = set.Number("spec", "replicas");
        var next = old == 0 ? wanted : Math.Min(wanted, Math.Max(now, wanted + surge - old));
        if (next != now) Scale(deployment, set, next);
        var ready = PodsOf(set).Count(PodLife.IsReady) + others.Sum(other => PodsOf(other).Count(PodLife.IsReady));
        foreach (var other in others.Where(other => other.Number("spec", "replicas") > 0))
        {
            var idle = PodsOf(other).Count(pod => !PodLife.IsReady(pod));
            var spare = Math.Max(0, ready - (wanted - missing));
            var fewer = Math.Min(other.Number("spec", "replicas"), idle + spare);
            if (fewer == 0) continue;
            Scale(deployment, other, other.Number("spec", "replicas") - fewer);
            ready -= Math.Max(0, fewer - idle);
        }
    }

    private (JsonObject Set, IReadOnlyList<JsonObject> Others) SetFor(JsonObject deployment)
    {
        var template = deployment.At("spec", "template")!;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json.Canonical(template))))[..10];
        var all = SetsOf(cluster, deployment).ToArray();
        var newest = all.Select(one => int.Parse(one.Text("metadata", "annotations", Revision), CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();
        var set = all.FirstOrDefault(one => one.Text("metadata", "labels", Hash) == hash);
        if (set is null)
        {
            var labelled = (JsonObject)template.DeepClone();
            labelled["metadata"]!["labels"]![Hash] = hash;
            set = cluster.Create("replicasets", deployment.Text("metadata", "namespace"), $"{deployment.Text("metadata", "name")}-{hash}", new JsonObject
            {
                ["apiVersion"] = "apps/v1",
                ["kind"] = "ReplicaSet",
                ["metadata"] = new JsonObject { ["labels"] = labelled["metadata"]!["labels"]!.DeepClone(), ["annotations"] = new JsonObject { [Revision] = (newest + 1).ToString(CultureInfo.InvariantCulture) }, ["ownerReferences"] = Json.Owner("apps/v1", "Deployment", deployment) },
                ["spec"] = new JsonObject { ["replicas"] = 0, ["selector"] = new JsonObject { ["matchLabels"] = labelled["metadata"]!["labels"]!.DeepClone() }, ["template"] = labelled },
                ["status"] = new JsonObject { ["replicas"] = 0 },
            });
        }
        else if (set.Text("metadata", "annotations", Revision) is var own && own != newest.ToString(CultureInfo.InvariantCulture))
        {
            set["metadata"]!["annotations"]![Revision] = (newest + 1).ToString(CultureInfo.InvariantCulture);
            cluster.Update("replicasets", set);
        }

        var annotations = (JsonObject)(deployment["metadata"]!["annotations"] ??= new JsonObject());
        if (annotations.Text(Revision) != set.Text("metadata", "annotations", Revision)) annotations[Revision] = set.Text("metadata", "annotations", Revision);
        return (set, [.. all.Where(one => one != set)]);
    }

    private void Scale(JsonObject deployment, JsonObject set, int replicas)
    {
        var up = replicas > set.Number("spec", "replicas");
        set["spec"]!["replicas"] = replicas;
        cluster.Update("replicasets", set);
        events.Tell("Deployment", deployment, "Normal", "ScalingReplicaSet", string.Create(CultureInfo.InvariantCulture, $"Scaled {(up ? "up" : "down")} replica set {set.Text("metadata", "name")} to {replicas}"));
    }

    private void Keep(JsonObject set)
    {
        var pods = PodsOf(set);
        var wanted = set.Number("spec", "replicas");
        foreach (var pod in pods.OrderBy(PodLife.IsReady).Take(Math.Max(0, pods.Count - wanted))) cluster.Remove("pods", pod);
        for (var i = pods.Count; i < wanted; i++)
        {
            var template = (JsonObject)set.At("spec", "template")!.DeepClone();
            var spec = (JsonObject)template["spec"]!.DeepClone();
            spec["nodeName"] = "node-1";
            cluster.Create("pods", set.Text("metadata", "namespace"), string.Create(CultureInfo.InvariantCulture, $"{set.Text("metadata", "name")}-{++lastPod:x5}"), new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Pod",
                ["metadata"] = new JsonObject { ["labels"] = template["metadata"]!["labels"]!.DeepClone(), ["ownerReferences"] = Json.Owner("apps/v1", "ReplicaSet", set) },
                ["spec"] = spec,
                ["status"] = new JsonObject { ["phase"] = "Pending" },
            });
        }
    }

    private void CountSet(JsonObject set)
    {
        var pods = PodsOf(set);
        var ready = pods.Count(PodLife.IsReady);
        Set("replicasets", set, new JsonObject { ["replicas"] = pods.Count, ["readyReplicas"] = ready, ["availableReplicas"] = ready, ["observedGeneration"] = set.Number("metadata", "generation") });
    }

    private void Count(JsonObject deployment)
    {
        var (set, others) = SetFor(deployment);
        var (wanted, updated) = (deployment.Number("spec", "replicas"), PodsOf(set));
        PodsAll(out var all);
        var ready = all.Count(PodLife.IsReady);
        var complete = updated.Count(PodLife.IsReady) >= wanted && all.Count == wanted;
        var (uid, standing) = (deployment.Text("metadata", "uid"), string.Create(CultureInfo.InvariantCulture, $"{set.Text("metadata", "uid")}/{updated.Count}/{updated.Count(PodLife.IsReady)}/{all.Count}/{wanted}"));
        if (!progress.TryGetValue(uid, out var last) || last.Standing != standing) progress[uid] = last = (standing, cluster.Now);
        var late = !complete && cluster.Now - last.At > TimeSpan.FromSeconds(deployment.Number("spec", "progressDeadlineSeconds"));
        Set("deployments", deployment, new JsonObject
        {
            ["observedGeneration"] = deployment.Number("metadata", "generation"),
            ["replicas"] = all.Count,
            ["updatedReplicas"] = updated.Count,
            ["readyReplicas"] = ready,
            ["availableReplicas"] = ready,
            ["unavailableReplicas"] = Math.Max(0, Math.Max(wanted, all.Count) - ready),
            ["conditions"] = new JsonArray(
                Condition("Available", ready >= wanted - (wanted / 4), ready >= wanted - (wanted / 4) ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable", "Deployment has minimum availability."),
                Condition("Progressing", !late, late ? "ProgressDeadlineExceeded" : complete ? "NewReplicaSetAvailable" : "ReplicaSetUpdated", $"ReplicaSet \"{set.Text("metadata", "name")}\" {(late ? "has timed out progressing." : complete ? "has successfully progressed." : "is progressing.")}")),
        });

        JsonObject Condition(string type, bool holds, string reason, string message) => new()
        {
            ["type"] = type,
            ["status"] = holds ? "True" : "False",
            ["reason"] = reason,
            ["message"] = message,
            ["lastUpdateTime"] = Cluster.Stamp(last.At),
            ["lastTransitionTime"] = Cluster.Stamp(last.At),
        };

        void PodsAll(out IReadOnlyList<JsonObject> pods) => pods = [.. updated, .. others.SelectMany(PodsOf)];
    }

    private void Set(string kind, JsonObject body, JsonObject status)
    {
        if (body["status"]?.ToJsonString() == status.ToJsonString()) return;
        body["status"] = status;
        cluster.Update(kind, body);
    }
}
