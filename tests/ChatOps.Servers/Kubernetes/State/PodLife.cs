using System.Text.Json.Nodes;

namespace ChatOps.Servers.Kubernetes.State;

/// <summary>What becomes of a pod: it runs after a moment, its image cannot be pulled, it crashes, or it waits for a volume for ever.</summary>
internal sealed class PodLife(Cluster cluster, Events events)
{
    private static readonly TimeSpan Starts = TimeSpan.FromMilliseconds(400);

    private readonly Dictionary<string, DateTimeOffset> born = [];

    public static bool IsReady(JsonObject pod) => pod.At("status", "containerStatuses") is JsonArray statuses && statuses.All(one => one.At("ready")?.GetValue<bool>() == true);

    public void Step(JsonObject pod)
    {
        var uid = pod.Text("metadata", "uid");
        var image = pod.At("spec", "containers")![0].Text("image");
        born.TryAdd(uid, cluster.Now);
        var old = cluster.Now - born[uid] >= Starts;
        var (phase, state, ready, restarts) = cluster.Stuck.Contains(uid) ? ("Pending", Waiting("ContainerCreating", ""), false, 0)
            : !old ? ("Pending", Waiting("ContainerCreating", ""), false, 0)
            : cluster.Images.GetValueOrDefault(image) switch
            {
                ImageFate.CannotBePulled => ("Pending", Waiting("ImagePullBackOff", $"Back-off pulling image \"{image}\""), false, 0),
                ImageFate.Crashes => ("Running", Waiting("CrashLoopBackOff", "back-off 20s restarting failed container"), false, 3),
                _ => ("Running", new JsonObject { ["running"] = new JsonObject { ["startedAt"] = pod.Text("metadata", "creationTimestamp") } }, true, 0),
            };
        var before = pod["status"]?.ToJsonString();
        var container = new JsonObject
        {
            ["name"] = pod.At("spec", "containers")![0].Text("name"),
            ["image"] = image,
            ["imageID"] = ready ? $"sha256:{image.GetHashCode(StringComparison.Ordinal):x8}" : "",
            ["ready"] = ready,
            ["restartCount"] = restarts,
            ["started"] = ready,
            ["state"] = state,
            ["lastState"] = restarts > 0 ? new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = 1, ["reason"] = "Error", ["startedAt"] = pod.Text("metadata", "creationTimestamp"), ["finishedAt"] = pod.Text("metadata", "creationTimestamp") } } : new JsonObject(),
        };
        var status = new JsonObject
        {
            ["phase"] = phase,
            ["startTime"] = pod.Text("metadata", "creationTimestamp"),
            ["conditions"] = new JsonArray(Condition("PodScheduled", true), Condition("Initialized", true), Condition("ContainersReady", ready), Condition("Ready", ready)),
            ["containerStatuses"] = new JsonArray(container),
            ["qosClass"] = "BestEffort",
        };
        if (ready) (status["podIP"], status["hostIP"]) = ("10.0.0.7", "192.0.2.1");
        if (status.ToJsonString() == before) return;
        pod["status"] = status;
        cluster.Update("pods", pod);
        TellOf(pod, image, old);

        JsonObject Condition(string type, bool holds) => new() { ["type"] = type, ["status"] = holds ? "True" : "False", ["lastTransitionTime"] = pod.Text("metadata", "creationTimestamp") };
    }

    /// <summary>What its container wrote.</summary>
    public string Log(JsonObject pod) => cluster.Images.GetValueOrDefault(pod.At("spec", "containers")![0].Text("image")) switch
    {
        ImageFate.Crashes => "starting\nerror: no such setting: workers\n",
        ImageFate.CannotBePulled => "",
        _ => "starting\nlistening on 8080\n",
    };

    private void TellOf(JsonObject pod, string image, bool old)
    {
        if (cluster.Stuck.Contains(pod.Text("metadata", "uid"))) events.Tell("Pod", pod, "Warning", "FailedMount", "Unable to attach or mount volumes: unmounted volumes=[data]: timed out waiting for the condition");
        else if (!old) events.Tell("Pod", pod, "Normal", "Scheduled", $"Successfully assigned {pod.Text("metadata", "namespace")}/{pod.Text("metadata", "name")} to node-1");
        else if (cluster.Images.GetValueOrDefault(image) == ImageFate.CannotBePulled) events.Tell("Pod", pod, "Warning", "Failed", $"Failed to pull image \"{image}\": manifest unknown");
        else if (cluster.Images.GetValueOrDefault(image) == ImageFate.Crashes) events.Tell("Pod", pod, "Warning", "BackOff", "Back-off restarting failed container");
        else events.Tell("Pod", pod, "Normal", "Started", "Started container");
    }

    private static JsonObject Waiting(string reason, string message)
    {
        var waiting = new JsonObject { ["reason"] = reason };
        if (message.Length > 0) waiting["message"] = message;
        return new() { ["waiting"] = waiting };
    }
}
