using System.Text.RegularExpressions;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Alerts;

/// <summary>Finds the service of an alert (rule 2.2).</summary>
public sealed partial class ServiceCatalog
{
    /// <summary>The service of an alert that names none at all.</summary>
    public const string UnknownService = "unknown";

    /// <summary>
    /// What marks an exporter: its <c>service</c> label names the exporter, not what it looks at. Compared without case, as a whole word of the
    /// label's value (<c>prometheus-node-exporter</c> is marked by <c>node-exporter</c>), with <c>_</c> as <c>-</c>.
    /// </summary>
    public static readonly IReadOnlyList<string> UsualExporters =
    [
        "kube-state-metrics", "node-exporter", "blackbox", "blackbox-exporter", "cadvisor", "kubelet", "windows-exporter", "process-exporter",
        "snmp-exporter", "statsd-exporter", "pushgateway", "postgres-exporter", "mysqld-exporter", "redis-exporter", "mongodb-exporter",
        "elasticsearch-exporter", "kafka-exporter", "cloudwatch-exporter", "yace", "smartctl-exporter", "systemd-exporter",
    ];

    // No workload has a longer one (Kubernetes allows 63 for a namespace and 253 for a name); it stands in a key and in every line.
    private const int LongestName = 320;

    private static readonly string[] ExporterLabels = ["service", "job", "endpoint"];
    private static readonly string[] Workloads = ["deployment", "statefulset", "daemonset", "cronjob", "job_name", "pod", "container", "node"];

    private readonly (Matchers Match, Service Service)[] _matching;
    private readonly Dictionary<string, Service> _byName;
    private readonly string[] _exporters;

    /// <summary>Makes a catalog.</summary>
    /// <param name="entries">In the order of the configuration: the first that fits counts.</param>
    /// <param name="exporters">What marks an exporter; null: <see cref="UsualExporters"/>.</param>
    /// <exception cref="FormatException">A matcher of an entry cannot be read.</exception>
    public ServiceCatalog(IEnumerable<CatalogEntry> entries, IEnumerable<string>? exporters = null)
    {
        var all = entries.ToArray();
        _matching = [.. all.Where(entry => entry.Match.Count > 0).Select(entry => (Matchers.Parse(entry.Match), entry.Service))];
        _byName = new(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in all) _byName.TryAdd(entry.Service.Name, entry.Service);
        _exporters = [.. (exporters ?? UsualExporters).Select(Plain)];
        Services = [.. all.Select(entry => entry.Service)];
    }

    /// <summary>All services of the catalog, in its order.</summary>
    public IReadOnlyList<Service> Services { get; }

    /// <summary>The service of an alert with these labels; one outside the catalog is served with defaults.</summary>
    public Service Of(LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        foreach (var (match, service) in _matching)
        {
            if (match.Matches(labels)) return service;
        }

        var name = NameFrom(labels);
        return Named(name.Length <= LongestName ? name : name[..LongestName]);
    }

    /// <summary>The catalog's service of this name (without case), or one with defaults.</summary>
    public Service Named(string name) => _byName.GetValueOrDefault(name) ?? Service.Unlisted(name);

    private string NameFrom(LabelSet labels)
    {
        var service = labels.Get("service");
        var exporter = ExporterLabels.Any(label => IsExporter(labels.Get(label)));
        if (service.Length > 0 && !exporter) return service;
        foreach (var label in Workloads)
        {
            var name = labels.Get(label);
            if (name.Length == 0) continue;
            if (label == "pod") name = WithoutHash(name);
            return labels.Get("namespace") is { Length: > 0 } space ? space + "/" + name : name;
        }

        // The rule's list ends here; what a plain Prometheus without Kubernetes sends still has the scrape job and the address.
        var job = labels.Get("job");
        if (job.Length > 0 && !IsExporter(job)) return job;
        var instance = labels.Get("instance");
        if (instance.Length > 0) return Host(instance);
        return service.Length > 0 ? service : job.Length > 0 ? job : UnknownService;
    }

    private bool IsExporter(string value)
    {
        if (value.Length == 0) return false;
        var plain = Plain(value);
        foreach (var exporter in _exporters)
        {
            for (var at = plain.IndexOf(exporter, StringComparison.Ordinal); at >= 0; at = plain.IndexOf(exporter, at + 1, StringComparison.Ordinal))
            {
                var end = at + exporter.Length;
                if ((at == 0 || !char.IsLetterOrDigit(plain[at - 1])) && (end == plain.Length || !char.IsLetterOrDigit(plain[end]))) return true;
            }
        }

        return false;
    }

    private static string Plain(string text) => text.Replace('_', '-').ToLowerInvariant();

    /// <summary>The pod's owner: without what a ReplicaSet, DaemonSet, Job, CronJob or StatefulSet puts after its name.</summary>
    private static string WithoutHash(string pod)
    {
        var match = PodSuffix().Match(pod);
        return match.Success && match.Index > 0 ? pod[..match.Index] : pod;
    }

    /// <summary><c>http://shop.example:8080/health</c> → <c>shop.example:8080</c>, <c>10.0.0.7:9100</c> → <c>10.0.0.7</c>.</summary>
    private static string Host(string instance)
    {
        var scheme = instance.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            var authority = instance[(scheme + 3)..];
            var end = authority.AsSpan().IndexOfAny("/?#");
            return end switch { < 0 when authority.Length > 0 => authority, > 0 => authority[..end], _ => instance };
        }

        return InstancePort().Match(instance) is { Success: true, Index: > 0 } port ? instance[..port.Index] : instance;
    }

    // Kubernetes draws its random suffixes from letters and digits without vowels and without 0, 1 and 3; older ReplicaSets had plain numbers.
    [GeneratedRegex(@"((-([bcdfghjklmnpqrstvwxz2456789]{8,10}|\d{8,10}))?-[bcdfghjklmnpqrstvwxz2456789]{5}|-\d{1,4})$", RegexOptions.CultureInvariant)]
    private static partial Regex PodSuffix();

    [GeneratedRegex(@":\d{1,5}$", RegexOptions.CultureInvariant)]
    private static partial Regex InstancePort();
}
