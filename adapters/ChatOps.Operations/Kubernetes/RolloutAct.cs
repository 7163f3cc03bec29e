using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.Core.Recovery;
using k8s;
using k8s.Models;

namespace ChatOps.Operations.Kubernetes;

/// <summary>Restarts a deployment, takes its last rollout back, scales it within bounds, deletes the one pod of it that is stuck.</summary>
internal static class RolloutAct
{
    private const string Hash = "pod-template-hash";

    public static async Task<ActionResult> RestartAsync(KubernetesCall call, CancellationToken cancellationToken)
    {
        // As kubectl does it: another template, so that pods are replaced one after the other.
        var at = call.Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var patch = new JsonObject { ["spec"] = new JsonObject { ["template"] = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["kubectl.kubernetes.io/restartedAt"] = at } } } } };
        await PatchAsync(call, patch, V1Patch.PatchType.StrategicMergePatch, cancellationToken).ConfigureAwait(false);
        return new(true, $"{call.Shown} is being restarted, pod by pod");
    }

    public static async Task<ActionResult> UndoAsync(KubernetesCall call, CancellationToken cancellationToken)
    {
        var rollout = await Rollout.ReadAsync(call, cancellationToken).ConfigureAwait(false);
        if (rollout.Previous is not { } previous) return new(false, $"{call.Shown} has no revision before this one to go back to");
        if (rollout.IsComplete) return new(true, $"{call.Shown} is rolled out; nothing was undone");
        var template = JsonNode.Parse(KubernetesJson.Serialize(previous.Spec.Template))!;
        (template["metadata"]?["labels"] as JsonObject)?.Remove(Hash);
        var patch = new JsonArray(
            // Not over a rollout that somebody began since this one was looked at.
            new JsonObject { ["op"] = "test", ["path"] = "/metadata/generation", ["value"] = rollout.Deployment.Metadata.Generation },
            new JsonObject { ["op"] = "replace", ["path"] = "/spec/template", ["value"] = template });
        await PatchAsync(call, patch, V1Patch.PatchType.JsonPatch, cancellationToken).ConfigureAwait(false);
        return new(true, $"{call.Shown} goes back to revision {RolloutLook.Number(Rollout.RevisionOf(previous))} ({Rollout.ImagesOf(previous.Spec.Template)})");
    }

    public static async Task<ActionResult> ScaleAsync(KubernetesCall call, CancellationToken cancellationToken)
    {
        var rollout = await Rollout.ReadAsync(call, cancellationToken).ConfigureAwait(false);
        var (most, before) = (call.Arguments.Count("most")!.Value, rollout.Wanted);
        if (before >= most) return new(false, $"{call.Shown} has {RolloutLook.Number(before)} replicas already; {RolloutLook.Number(most)} at most are allowed");
        var after = Math.Min(most, before + call.Arguments.Count("add")!.Value);
        var patch = new JsonArray(
            new JsonObject { ["op"] = "test", ["path"] = "/spec/replicas", ["value"] = before },
            new JsonObject { ["op"] = "replace", ["path"] = "/spec/replicas", ["value"] = after });
        await PatchAsync(call, patch, V1Patch.PatchType.JsonPatch, cancellationToken).ConfigureAwait(false);
        return new(true, $"{call.Shown} goes from {RolloutLook.Number(before)} to {RolloutLook.Number(after)} replicas");
    }

    public static async Task<ActionResult> DeletePodAsync(KubernetesCall call, CancellationToken cancellationToken)
    {
        var (name, uid) = (call.Arguments.Text("pod")!, call.Arguments.Text("uid")!);
        var rollout = await Rollout.ReadAsync(call, cancellationToken).ConfigureAwait(false);
        var pod = rollout.Pods.FirstOrDefault(one => one.Metadata.Name == name && one.Metadata.Uid == uid);
        if (pod is null) return new(true, $"pod {OutsideText.Line(name, 100)} of {call.Shown} is gone; nothing was deleted");
        if (Rollout.IsReady(pod)) return new(true, $"pod {name} of {call.Shown} is ready; nothing was deleted");
        var options = new V1DeleteOptions { Preconditions = new V1Preconditions { Uid = uid } };
        // One that was told to end and did not: its node does not answer, so nobody but the API server can let it go.
        if (pod.Metadata.DeletionTimestamp is { } since && call.Time.GetUtcNow().UtcDateTime > since) options.GracePeriodSeconds = 0;
        await call.Client.CoreV1.DeleteNamespacedPodAsync(name, call.Namespace, options, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new(true, $"the stuck pod {name} of {call.Shown} was deleted; its replica set makes another");
    }

    private static Task<V1Deployment> PatchAsync(KubernetesCall call, JsonNode patch, V1Patch.PatchType type, CancellationToken cancellationToken) =>
        call.Client.AppsV1.PatchNamespacedDeploymentAsync(new V1Patch(patch.ToJsonString(), type), call.Name, call.Namespace, cancellationToken: cancellationToken);
}
