using System.Globalization;
using k8s;
using k8s.Models;

namespace ChatOps.Operations.Kubernetes;

/// <summary>A deployment with its replica sets and pods.</summary>
/// <param name="Deployment">The deployment.</param>
/// <param name="Sets">Its replica sets, newest revision first.</param>
/// <param name="Pods">Its pods.</param>
internal sealed record Rollout(V1Deployment Deployment, IReadOnlyList<V1ReplicaSet> Sets, IReadOnlyList<V1Pod> Pods)
{
    private const string RevisionAnnotation = "deployment.kubernetes.io/revision";

    /// <summary>A pod that has waited longer than this is stuck, whatever for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public int Wanted => Deployment.Spec.Replicas ?? 1;

    public int Ready => Deployment.Status?.ReadyReplicas ?? 0;

    public int Updated => Deployment.Status?.UpdatedReplicas ?? 0;

    /// <summary>Whether the controller has seen the newest wish.</summary>
    public bool IsObserved => (Deployment.Status?.ObservedGeneration ?? 0) >= (Deployment.Metadata.Generation ?? 0);

    /// <summary>Whether all pods are of the newest template and ready, and none of an older one is left: what kubectl calls rolled out.</summary>
    public bool IsComplete => IsObserved && Updated >= Wanted && (Deployment.Status?.Replicas ?? 0) == Updated && (Deployment.Status?.AvailableReplicas ?? 0) >= Updated;

    /// <summary>Whether the controller says that it makes no progress any more.</summary>
    public bool IsLate => Deployment.Status?.Conditions?.Any(one => one is { Type: "Progressing", Status: "False" }) == true;

    public V1ReplicaSet? Newest => Sets.Count > 0 ? Sets[0] : null;

    /// <summary>The one before, which is what an undo goes back to.</summary>
    public V1ReplicaSet? Previous => Sets.Count > 1 ? Sets[1] : null;

    public static int RevisionOf(V1ReplicaSet set) =>
        int.TryParse(set.Metadata.Annotations?.TryGetValue(RevisionAnnotation, out var text) == true ? text : null, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0;

    public static string ImagesOf(V1PodTemplateSpec template) => string.Join(", ", template.Spec.Containers.Select(container => OutsideText.Line(container.Image, 100)));

    public static async Task<Rollout> ReadAsync(KubernetesCall call, CancellationToken cancellationToken)
    {
        var deployment = await call.Client.AppsV1.ReadNamespacedDeploymentAsync(call.Name, call.Namespace, cancellationToken: cancellationToken).ConfigureAwait(false);
        var selector = string.Join(',', deployment.Spec.Selector.MatchLabels.Select(label => $"{label.Key}={label.Value}"));
        var sets = await call.Client.AppsV1.ListNamespacedReplicaSetAsync(call.Namespace, labelSelector: selector, cancellationToken: cancellationToken).ConfigureAwait(false);
        var own = sets.Items.Where(set => set.Metadata.OwnerReferences?.Any(owner => owner.Uid == deployment.Metadata.Uid) == true).OrderByDescending(RevisionOf).ToArray();
        var uids = own.Select(set => set.Metadata.Uid).ToHashSet(StringComparer.Ordinal);
        var pods = await call.Client.CoreV1.ListNamespacedPodAsync(call.Namespace, labelSelector: selector, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new(deployment, own, [.. pods.Items.Where(pod => pod.Metadata.OwnerReferences?.Any(owner => uids.Contains(owner.Uid)) == true)]);
    }

    /// <summary>The pods that are not ready, with why; those of the newest template first.</summary>
    public IReadOnlyList<(V1Pod Pod, string Reason, string Words)> Waiting() =>
        [.. Pods.Where(pod => !IsReady(pod)).Select(pod => (pod, ReasonOf(pod), $"pod {pod.Metadata.Name} waits: {ReasonOf(pod)}{(MessageOf(pod) is { Length: > 0 } message ? $" ({message})" : "")}"))
            .OrderByDescending(one => Newest is not null && IsOf(one.pod, Newest)).ThenBy(one => one.pod.Metadata.Name, StringComparer.Ordinal)];

    /// <summary>
    /// The one pod that is stuck while its template is good: others of the same template are ready. Where all of a template wait, the template is to blame,
    /// and to delete a pod brings nothing but another one like it.
    /// </summary>
    public V1Pod? Stuck(DateTimeOffset now) => Waiting().Select(one => one.Pod).FirstOrDefault(pod =>
        now - Since(pod) >= Patience && Sets.FirstOrDefault(set => IsOf(pod, set)) is { } set && Pods.Any(other => IsOf(other, set) && IsReady(other)));

    public static bool IsReady(V1Pod pod) => pod.Metadata.DeletionTimestamp is null && pod.Status?.Conditions?.Any(one => one is { Type: "Ready", Status: "True" }) == true;

    private static bool IsOf(V1Pod pod, V1ReplicaSet set) => pod.Metadata.OwnerReferences?.Any(owner => owner.Uid == set.Metadata.Uid) == true;

    /// <summary>Since when it is not ready.</summary>
    private static DateTimeOffset Since(V1Pod pod) =>
        new(DateTime.SpecifyKind(pod.Metadata.DeletionTimestamp ?? pod.Status?.Conditions?.FirstOrDefault(one => one.Type == "Ready")?.LastTransitionTime ?? pod.Metadata.CreationTimestamp ?? default, DateTimeKind.Utc));

    private static string ReasonOf(V1Pod pod) => OutsideText.Line(
        pod.Metadata.DeletionTimestamp is not null ? "Terminating"
        : pod.Status?.ContainerStatuses?.Select(one => one.State?.Waiting?.Reason ?? one.State?.Terminated?.Reason).FirstOrDefault(reason => reason is not null) ?? pod.Status?.Reason ?? pod.Status?.Phase ?? "Unknown",
        60);

    private static string MessageOf(V1Pod pod) => OutsideText.Line(pod.Status?.ContainerStatuses?.Select(one => one.State?.Waiting?.Message).FirstOrDefault(message => message is not null), 120);
}
