using System.Globalization;
using ChatOps.Core.Recovery;
using k8s;

namespace ChatOps.Operations.Kubernetes;

/// <summary>How a rollout stands, what the cluster tells of it, and what its pods wrote.</summary>
internal static class RolloutLook
{
    private const int LogLines = 60;
    private const int LogBytes = 32 * 1024;

    private static readonly string[] Hopeless = ["ImagePullBackOff", "ErrImagePull", "InvalidImageName", "CrashLoopBackOff", "CreateContainerConfigError"];

    public static async Task<ActionResult> StatusAsync(KubernetesCall call, CancellationToken cancellationToken)
    {
        var rollout = await Rollout.ReadAsync(call, cancellationToken).ConfigureAwait(false);
        var waiting = rollout.Waiting();
        var image = Rollout.ImagesOf(rollout.Deployment.Spec.Template);
        var revision = rollout.Newest is null ? 0 : Rollout.RevisionOf(rollout.Newest);
        // Before a deadline that is ten minutes by default: what cannot start will not start then either.
        var stuck = !rollout.IsComplete && rollout.IsObserved && (rollout.IsLate || (rollout.Updated > 0 && waiting.Count > 0 && Hopeless.Contains(waiting[0].Reason)));
        var values = new Dictionary<string, string>
        {
            ["value"] = Number(rollout.Ready),
            ["wanted"] = Number(rollout.Wanted),
            ["revision"] = Number(revision),
            ["stuck"] = stuck ? "true" : "false",
            ["image"] = image,
        };
        if (rollout.Newest?.Metadata.CreationTimestamp is { } since) values["minutes"] = Number((int)(call.Time.GetUtcNow() - new DateTimeOffset(DateTime.SpecifyKind(since, DateTimeKind.Utc))).TotalMinutes);
        if (waiting.Count > 0) values["reason"] = waiting[0].Reason;
        if (rollout.Stuck(call.Time.GetUtcNow()) is { } pod) (values["pod"], values["uid"]) = (pod.Metadata.Name, pod.Metadata.Uid);
        var ready = $"{Number(rollout.Ready)} of {Number(rollout.Wanted)} pods of {call.Shown} are ready";
        if (rollout.IsComplete) return new(true, $"{ready}, all of revision {Number(revision)} ({image})", null, values);
        var sentence = $"{ready}; revision {Number(revision)} ({image}) has {Number(rollout.Updated)} of {Number(rollout.Wanted)}"
            + (rollout.IsLate ? " and makes no progress any more" : "")
            + (waiting.Count > 0 ? $"; pod {waiting[0].Pod.Metadata.Name} waits: {waiting[0].Reason}" : "")
            + (stuck && rollout.Previous is { } previous ? $"; revision {Number(Rollout.RevisionOf(previous))} before it is {Rollout.ImagesOf(previous.Spec.Template)}" : "");
        return new(false, sentence, waiting.Count == 0 ? null : string.Join('\n', waiting.Take(20).Select(one => one.Words)), values);
    }

    public static async Task<ActionResult> EventsAsync(KubernetesCall call, CancellationToken cancellationToken)
    {
        var rollout = await Rollout.ReadAsync(call, cancellationToken).ConfigureAwait(false);
        var about = rollout.Pods.Select(pod => pod.Metadata.Uid).Concat(rollout.Sets.Select(set => set.Metadata.Uid)).Append(rollout.Deployment.Metadata.Uid).ToHashSet(StringComparer.Ordinal);
        var all = await call.Client.CoreV1.ListNamespacedEventAsync(call.Namespace, limit: 1000, cancellationToken: cancellationToken).ConfigureAwait(false);
        var events = all.Items.Where(one => about.Contains(one.InvolvedObject.Uid)).OrderByDescending(one => one.LastTimestamp ?? one.EventTime ?? one.FirstTimestamp).ToArray();
        var lines = events.Take(30).Select(one => $"{one.Type} {one.Reason} {one.InvolvedObject.Kind}/{one.InvolvedObject.Name}: {OutsideText.Line(one.Message, 200)}");
        var warning = events.FirstOrDefault(one => one.Type == "Warning");
        return new(
            warning is null,
            warning is null ? $"no warning among {Number(events.Length)} events of {call.Shown}" : $"the newest warning of {call.Shown} is {OutsideText.Line(warning.Reason, 60)}: {OutsideText.Line(warning.Message, 200)}",
            events.Length == 0 ? null : string.Join('\n', lines),
            new Dictionary<string, string> { ["value"] = Number(events.Length) });
    }

    public static async Task<ActionResult> LogsAsync(KubernetesCall call, CancellationToken cancellationToken)
    {
        var rollout = await Rollout.ReadAsync(call, cancellationToken).ConfigureAwait(false);
        var pod = rollout.Waiting().Select(one => one.Pod).Concat(rollout.Pods).FirstOrDefault();
        if (pod is null) return new(false, $"{call.Shown} has no pod");
        await using var stream = await call.Client.CoreV1.ReadNamespacedPodLogAsync(
            pod.Metadata.Name, call.Namespace, container: pod.Spec.Containers[0].Name, tailLines: LogLines, limitBytes: LogBytes, cancellationToken: cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(stream);
        var text = await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        var last = text.Split('\n').LastOrDefault(line => !string.IsNullOrWhiteSpace(line));
        return new(true, last is null ? $"the log of pod {pod.Metadata.Name} is empty" : $"pod {pod.Metadata.Name} wrote last: {OutsideText.Line(last, 200)}", text.Length == 0 ? null : text);
    }

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
