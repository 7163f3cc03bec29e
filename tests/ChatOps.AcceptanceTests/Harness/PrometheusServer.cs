using System.Globalization;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>A scrape job with one target and the labels that it gives to what it finds.</summary>
/// <param name="Job">The label <c>job</c>.</param>
/// <param name="Port">Port on 127.0.0.1.</param>
/// <param name="Labels">Further labels of the target.</param>
internal sealed record ScrapeJob(string Job, int Port, IReadOnlyDictionary<string, string>? Labels = null);

/// <summary>An alerting rule.</summary>
/// <param name="Alert">The label <c>alertname</c>.</param>
/// <param name="Expression">PromQL.</param>
/// <param name="Labels">Labels that the rule adds.</param>
/// <param name="Annotations">Annotations of the alert.</param>
internal sealed record AlertingRule(
    string Alert, string Expression, IReadOnlyDictionary<string, string>? Labels = null, IReadOnlyDictionary<string, string>? Annotations = null);

/// <summary>Debian's Prometheus, scraping and evaluating every second, with the given address as its Alertmanager.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder folder;
    private readonly ChildProcess process;

    private PrometheusServer(TemporaryFolder folder, ChildProcess process, Uri address)
    {
        this.folder = folder;
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    public string Tail => process.Tail;

    /// <param name="jobs">What it scrapes.</param>
    /// <param name="rules">What it alerts about.</param>
    /// <param name="alertmanager">Where alerts go; its path becomes the <c>path_prefix</c>.</param>
    public static async Task<PrometheusServer> StartAsync(IEnumerable<ScrapeJob> jobs, IEnumerable<AlertingRule> rules, Uri alertmanager)
    {
        var folder = new TemporaryFolder();
        folder.Write("rules.yml", RulesFile(rules));
        var configuration = folder.Write("prometheus.yml", ConfigurationFile(jobs, alertmanager));
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}/"));
        var process = ChildProcess.Start(
            "prometheus",
            [
                $"--config.file={configuration}",
                $"--storage.tsdb.path={folder.File("data")}",
                $"--web.listen-address={address.Authority}",
                "--rules.alert.resend-delay=1s",
            ]);
        var server = new PrometheusServer(folder, process, address);
        using var client = new HttpClient();
        await Wait.Until(
            async () =>
            {
                Assert.That(process.HasExited, Is.False, process.Tail);
                using var answer = await client.GetAsync(new Uri(address, "-/ready"));
                return answer.IsSuccessStatusCode;
            },
            ReadyWithin,
            "Prometheus to be ready",
            () => process.Tail);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        folder.Dispose();
    }

    private static string ConfigurationFile(IEnumerable<ScrapeJob> jobs, Uri alertmanager) =>
        $$"""
        global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }
        rule_files: [rules.yml]
        alerting:
          alertmanagers:
            - scheme: {{alertmanager.Scheme}}
              path_prefix: {{Quote(alertmanager.AbsolutePath)}}
              static_configs: [ { targets: [{{Quote(alertmanager.Authority)}}] } ]
        scrape_configs: [ {{string.Join(", ", jobs.Select(Job))}} ]
        """;

    private static string Job(ScrapeJob job) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{ job_name: {{Quote(job.Job)}}, static_configs: [ { targets: ["127.0.0.1:{{job.Port}}"], labels: {{Map(job.Labels)}} } ] }""");

    private static string RulesFile(IEnumerable<AlertingRule> rules) =>
        $$"""groups: [ { name: test, rules: [ {{string.Join(", ", rules.Select(Rule))}} ] } ]""";

    private static string Rule(AlertingRule rule) =>
        $$"""{ alert: {{Quote(rule.Alert)}}, expr: {{Quote(rule.Expression)}}, for: 1s, labels: {{Map(rule.Labels)}}, annotations: {{Map(rule.Annotations)}} }""";

    private static string Map(IReadOnlyDictionary<string, string>? values) =>
        "{" + string.Join(", ", (values ?? new Dictionary<string, string>()).Select(pair => $"{Quote(pair.Key)}: {Quote(pair.Value)}")) + "}";

    // A JSON string is a YAML string.
    private static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
