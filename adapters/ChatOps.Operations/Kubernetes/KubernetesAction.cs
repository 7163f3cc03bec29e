using System.Text.Json;
using ChatOps.Core.Recovery;
using k8s;
using k8s.Autorest;
using k8s.Exceptions;

namespace ChatOps.Operations.Kubernetes;

/// <summary>
/// Looks at one deployment of a cluster (how its rollout stands, events, logs), and mends it: restart, undo of the last rollout, one more replica within
/// bounds, deletion of the one pod that is stuck.
/// </summary>
internal sealed class KubernetesAction(KubernetesOptions options, TimeProvider time) : IAction
{
    private const string Status = "status";
    private const string Scale = "scale";
    private const string DeletePod = "delete-pod";

    private static readonly Dictionary<string, Deed> Deeds = new(StringComparer.Ordinal)
    {
        [Status] = new(Risk.Observe, "look how the rollout stands of", RolloutLook.StatusAsync),
        ["events"] = new(Risk.Observe, "read the events of", RolloutLook.EventsAsync),
        ["logs"] = new(Risk.Observe, "read the log of", RolloutLook.LogsAsync),
        ["restart"] = new(Risk.Reversible, "restart", RolloutAct.RestartAsync),
        ["undo"] = new(Risk.Reversible, "undo the last rollout of", RolloutAct.UndoAsync),
        [Scale] = new(Risk.Reversible, "scale", RolloutAct.ScaleAsync),
        [DeletePod] = new(Risk.Reversible, "delete the stuck pod of", RolloutAct.DeletePodAsync),
    };

    public string Name => "kubernetes";

    public string? Unavailable => options.Clusters.Count == 0 ? "Operations:Kubernetes:Clusters is empty" : null;

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("deployment", ArgumentKind.Text, "The deployment: cluster/namespace/name, the cluster by its name in Operations:Kubernetes:Clusters.", Required: true),
        new("do", ArgumentKind.Choice, "What to do; status unless it says otherwise.", Choices: [.. Deeds.Keys], Fixed: true),
        new("add", ArgumentKind.Count, "For scale: how many replicas more."),
        new("most", ArgumentKind.Count, "For scale: how many there may be at most."),
        new("pod", ArgumentKind.Text, "For delete-pod: the pod that status found stuck."),
        new("uid", ArgumentKind.Text, "For delete-pod: its uid, as the same step gave it."),
    ];

    public IReadOnlyList<string> Values { get; } = ["value", "wanted", "revision", "stuck", "minutes", "reason", "image", "pod", "uid"];

    public Risk? RiskOf(ActionArguments arguments) => DeedOf(arguments).Risk;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments)
    {
        List<ArgumentMistake> mistakes = [];
        // One argument, so that attempts wait for each other by the deployment and not by the cluster that many share.
        if (options.Clusters.Count > 0 && arguments.Text("deployment") is { } deployment && !IsName(deployment))
        {
            mistakes.Add(new("deployment", $"deployment holds \"{OutsideText.Line(deployment, 80)}\"; allowed: cluster/namespace/name, with a cluster of {string.Join(", ", options.Clusters.Keys.Order(StringComparer.Ordinal))}"));
        }

        foreach (var needed in arguments.Text("do") switch { Scale => (string[])["add", "most"], DeletePod => ["pod", "uid"], _ => [] })
        {
            if (!arguments.Values.ContainsKey(needed)) mistakes.Add(new(needed, $"{needed} is missing: {arguments.Text("do")} needs it"));
        }

        return mistakes;
    }

    public string Preview(ActionArguments arguments) => arguments.Text("do") switch
    {
        Scale => $"add {arguments.Text("add")} to the replicas of {arguments.Text("deployment")}, {arguments.Text("most")} at most",
        DeletePod => $"delete the stuck pod {arguments.Text("pod")} of {arguments.Text("deployment")}",
        _ => $"{DeedOf(arguments).Says} {arguments.Text("deployment")}",
    };

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var parts = arguments.Text("deployment")!.Split('/');
        var cluster = options.Clusters[parts[0]];
        try
        {
            var configuration = cluster.Config is null
                ? KubernetesClientConfiguration.InClusterConfig()
                : await KubernetesClientConfiguration.BuildConfigFromConfigFileAsync(new FileInfo(cluster.Config), cluster.Context).ConfigureAwait(false);
            using var client = new k8s.Kubernetes(configuration);
            return await DeedOf(arguments).Run(new(client, parts[1], parts[2], arguments, time), cancellationToken).ConfigureAwait(false);
        }
        catch (HttpOperationException e)
        {
            return new(false, $"{parts[1]}/{parts[2]}: the cluster answered {(int)e.Response.StatusCode}: {Said(e)}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or KubeConfigException or UnauthorizedAccessException)
        {
            return new(false, $"the cluster {parts[0]} cannot be asked: {OutsideText.Line((e.InnerException ?? e).Message, 160)}");
        }
    }

    private static Deed DeedOf(ActionArguments arguments) => Deeds[arguments.Text("do") ?? Status];

    // A namespace is a label of DNS, a name may hold several.
    private bool IsName(string text) => text.Split('/') is [{ } cluster, { } space, { } name] && options.Clusters.ContainsKey(cluster) && IsLabel(space) && name.Split('.').All(IsLabel);

    private static bool IsLabel(string text) => text.Length is > 0 and <= 253 && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static string Said(HttpOperationException e)
    {
        try
        {
            using var status = JsonDocument.Parse(e.Response.Content);
            return OutsideText.Line(status.RootElement.GetProperty("message").GetString(), 200);
        }
        catch (Exception unread) when (unread is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentNullException)
        {
            return OutsideText.Line(e.Response.Content, 200);
        }
    }

    private sealed record Deed(Risk Risk, string Says, Func<KubernetesCall, CancellationToken, Task<ActionResult>> Run);
}

/// <summary>One call of the action.</summary>
/// <param name="Client">Connected.</param>
/// <param name="Namespace">The deployment's namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">The step's arguments.</param>
/// <param name="Time">The clock.</param>
internal sealed record KubernetesCall(k8s.Kubernetes Client, string Namespace, string Name, ActionArguments Arguments, TimeProvider Time)
{
    /// <summary>What people call it.</summary>
    public string Shown => $"{Namespace}/{Name}";
}
