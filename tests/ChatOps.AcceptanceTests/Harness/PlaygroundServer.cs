using System.Globalization;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>Microsoft 365 Agents Playground, unmodified: Microsoft's own emulator of Teams, with a page in which people write and press.</summary>
internal sealed class PlaygroundServer : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);

    private readonly ChildProcess process;
    private readonly TemporaryFolder folder;

    private PlaygroundServer(ChildProcess process, TemporaryFolder folder, Uri address) => (this.process, this.folder, Address) = (process, folder, address);

    /// <summary>The page; its own addresses name <c>localhost</c>.</summary>
    public Uri Address { get; }

    public string Tail => process.Tail;

    /// <param name="bot">The bot's base address.</param>
    public static async Task<PlaygroundServer> StartAsync(Uri bot)
    {
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        var program = Path.Combine(Built.Root, "tests", "npm", "node_modules", "@microsoft", "m365agentsplayground", "cli.js");
        // Without a desktop it would try to open one, and end.
        var environment = new Dictionary<string, string> { ["TEAMSAPPTESTER_BROWSER"] = "none" };
        // It leaves notes of its own where it starts.
        var folder = new TemporaryFolder();
        var process = ChildProcess.Start("node", [program, "start", "-e", new Uri(bot, "api/messages").AbsoluteUri, "-c", "msteams", "-p", port, "--dt"], environment, folder.Path);
        await Wait.Until(() => process.Output.Any(line => line.Contains("Listening on", StringComparison.Ordinal)) || process.HasExited, ReadyWithin, "the Playground to listen", () => process.Tail);
        Assert.That(process.HasExited, Is.False, process.Tail);
        return new PlaygroundServer(process, folder, new Uri($"http://localhost:{port}/"));
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        folder.Dispose();
    }
}
