namespace ChatOps.Operations.Kubernetes;

/// <summary>The clusters that runbooks look into (configuration <c>Operations:Kubernetes</c>).</summary>
/// <param name="Clusters">The clusters, by the name that targets use; none by default.</param>
public sealed record KubernetesOptions(IReadOnlyDictionary<string, KubernetesCluster> Clusters)
{
    /// <summary>There is none.</summary>
    public static readonly KubernetesOptions None = new(new Dictionary<string, KubernetesCluster>());
}

/// <summary>How a cluster is reached.</summary>
/// <param name="Config">A kubeconfig, an absolute path; null: the bot runs in the cluster and comes as its service account.</param>
/// <param name="Context">The context of it; null: its current one.</param>
public sealed record KubernetesCluster(string? Config, string? Context);
