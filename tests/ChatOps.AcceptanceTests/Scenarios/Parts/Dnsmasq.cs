using System.Globalization;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.Parts;

/// <summary>A real name server: Debian's dnsmasq, which answers from a hosts file and reads it anew on SIGHUP.</summary>
internal sealed class Dnsmasq : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private readonly string folder;
    private ChildProcess? process;

    private Dnsmasq(string folder) => this.folder = folder;

    public int Port { get; } = FreePort.Next();

    /// <summary>As catalogs write it.</summary>
    public string Server => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    public string Hosts => Path.Combine(folder, "hosts");

    public string PidFile => Path.Combine(folder, "pid");

    /// <summary>The command line that starts it.</summary>
    public IReadOnlyList<string> Command =>
    [
        "dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null", string.Create(CultureInfo.InvariantCulture, $"--port={Port}"), "--listen-address=127.0.0.1", "--bind-interfaces",
        "--no-resolv", "--no-hosts", $"--addn-hosts={Hosts}", $"--pid-file={PidFile}", "--user=root",
    ];

    /// <param name="folder">An empty folder of its own.</param>
    /// <param name="address">The address of the name.</param>
    /// <param name="name">The only name that it knows.</param>
    public static async Task<Dnsmasq> StartAsync(string folder, string address, string name)
    {
        var server = new Dnsmasq(folder);
        server.Say(address, name);
        server.process = ChildProcess.Start(server.Command[0], server.Command.Skip(1));
        await Wait.Until(async () => await DnsProbe.AddressAsync(server.Port, name) == address, Bound, "dnsmasq", () => server.process.Tail);
        return server;
    }

    /// <summary>Writes what it says from its next start or SIGHUP on.</summary>
    public void Say(string address, string name) => File.WriteAllText(Hosts, $"{address} {name}\n");

    /// <summary>Makes it read its file.</summary>
    public Task ReloadAsync() => Harness.Command.RunAsync("kill", ["-HUP", process!.Id.ToString(CultureInfo.InvariantCulture)], Bound);

    public Task KillAsync() => process!.KillAsync();

    public async ValueTask DisposeAsync()
    {
        if (process is not null) await process.DisposeAsync();

        // Whoever started it again, it has written who it is.
        if (File.Exists(PidFile)) await Harness.Command.RunAsync("kill", [(await File.ReadAllTextAsync(PidFile)).Trim()], Bound);
    }
}
