using System.Globalization;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.GitHub;

namespace ChatOps.Benchmarks.GitHub;

/// <summary>Probot with its own server, from npm, as an app of the test GitHub.</summary>
internal sealed class ProbotServer : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, string> Environment = new() { ["NODE_ENV"] = "production" };

    private readonly ChildProcess _process;
    private readonly TemporaryFolder _folder;

    private ProbotServer(ChildProcess process, TemporaryFolder folder, Uri address) => (_process, _folder, Address) = (process, folder, address);

    public Uri Address { get; }

    public int Id => _process.Id;

    public static async Task<ProbotServer> StartAsync(GitHubServer github)
    {
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        var folder = new TemporaryFolder();
        var script = Path.Combine(Built.Root, "tests", "npm", "github", "probot-ack.mjs");
        var app = github.App.Id.ToString(CultureInfo.InvariantCulture);
        var process = ChildProcess.Start("node", [script, github.Address.AbsoluteUri.TrimEnd('/'), app, folder.Write("key.pem", github.App.PrivateKey), github.App.WebhookSecret, port], Environment);
        var server = new ProbotServer(process, folder, new Uri($"http://127.0.0.1:{port}/"));
        await Wait.Until(() => process.Output.Contains("ready"), ReadyWithin, "Probot to listen", () => process.Tail);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }
}
