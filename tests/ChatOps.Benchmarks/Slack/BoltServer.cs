using System.Globalization;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Slack;

namespace ChatOps.Benchmarks.Slack;

/// <summary>Slack's own Bolt with its HTTP receiver, from npm, as an app of the test Slack.</summary>
internal sealed class BoltServer : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(30);

    // Bolt is written for production; so is what it is compared with.
    private static readonly Dictionary<string, string> Environment = new() { ["NODE_ENV"] = "production" };

    private readonly ChildProcess _process;

    private BoltServer(ChildProcess process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public int Id => _process.Id;

    public static async Task<BoltServer> StartAsync(SlackServer slack)
    {
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        var script = Path.Combine(Built.Root, "tests", "npm", "slack", "bolt-ack.js");
        var process = ChildProcess.Start("node", [script, slack.ApiAddress.AbsoluteUri, slack.App.BotToken, slack.App.SigningSecret, port], Environment);
        var server = new BoltServer(process, new Uri($"http://127.0.0.1:{port}/"));
        await Wait.Until(() => process.Output.Contains("ready"), ReadyWithin, "Bolt to listen", () => process.Tail);
        return server;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
