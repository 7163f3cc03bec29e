using System.Globalization;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>Debian's Alertmanager, which sends every group at once to a webhook.</summary>
internal sealed class AlertmanagerServer : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder folder;
    private readonly ChildProcess process;

    private AlertmanagerServer(TemporaryFolder folder, ChildProcess process, Uri address)
    {
        this.folder = folder;
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    public int Id => process.Id;

    public string Tail => process.Tail;

    /// <param name="webhook">Where it sends what it groups.</param>
    public static Task<AlertmanagerServer> StartAsync(Uri webhook) => StartAsync(
        $$"""
        route: { receiver: bot, group_by: [alertname, service], group_wait: 0s, group_interval: 1s, repeat_interval: 1m }
        receivers:
          - name: bot
            webhook_configs: [ { url: "{{webhook}}", send_resolved: true } ]
        """);

    /// <param name="yaml">Its configuration file.</param>
    public static async Task<AlertmanagerServer> StartAsync(string yaml)
    {
        var folder = new TemporaryFolder();
        var configuration = folder.Write("alertmanager.yml", yaml);
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}/"));
        var process = ChildProcess.Start(
            "prometheus-alertmanager",
            [
                $"--config.file={configuration}",
                $"--storage.path={folder.File("data")}",
                $"--web.listen-address={address.Authority}",
                "--cluster.listen-address=",
            ]);
        var server = new AlertmanagerServer(folder, process, address);
        using var client = new HttpClient();
        await Wait.Until(
            async () =>
            {
                Assert.That(process.HasExited, Is.False, process.Tail);
                using var answer = await client.GetAsync(new Uri(address, "-/ready"));
                return answer.IsSuccessStatusCode;
            },
            ReadyWithin,
            "Alertmanager to be ready",
            () => process.Tail);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        folder.Dispose();
    }
}
