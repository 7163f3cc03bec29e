using System.Globalization;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>Debian's PostgreSQL 15 on a cluster of its own. It refuses to run as root, so there it runs as the user of its package.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Programs = "/usr/lib/postgresql/15/bin";
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder folder;
    private readonly ChildProcess process;

    private PostgresServer(TemporaryFolder folder, ChildProcess process, int port)
    {
        this.folder = folder;
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    public string Tail => process.Tail;

    /// <summary>Where the cluster lies.</summary>
    public string Data => folder.File("data");

    /// <summary>A connection string for its superuser.</summary>
    public string Connection(string database = "postgres", string user = "postgres", string application = "test") => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username={user};Database={database};Application Name={application};Pooling=false;Timeout=30;Command Timeout=60");

    /// <param name="settings">Settings of the server: <c>max_connections=20</c>.</param>
    public static async Task<PostgresServer> StartAsync(params string[] settings)
    {
        var folder = new TemporaryFolder();
        Own(folder.Path);
        await RunAsync("initdb", "-D", folder.File("data"), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync");
        return await StartAsync(folder, settings);
    }

    /// <summary>Starts a standby of a server, which replays what that one writes.</summary>
    public static async Task<PostgresServer> StartStandbyAsync(PostgresServer primary)
    {
        var folder = new TemporaryFolder();
        Own(folder.Path);
        await RunAsync("pg_basebackup", "-D", folder.File("data"), "-R", "-X", "stream", "-c", "fast", "--no-sync", "-d", string.Create(CultureInfo.InvariantCulture, $"host=127.0.0.1 port={primary.Port} user=postgres"));
        return await StartAsync(folder, []);
    }

    /// <summary>A program of PostgreSQL's, as the server's user.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var (name, all) = As(Path.Combine(Programs, program), arguments);
        var result = await Command.RunAsync(name, all, ReadyWithin, "/");
        Assert.That(result.ExitCode, Is.Zero, $"{program} {string.Join(' ', arguments)}\n{result.Errors}\n{result.Output}");
        return result.Output;
    }

    /// <summary>A statement or several, by the server's own client.</summary>
    public Task<string> SqlAsync(string sql, string database = "postgres") =>
        RunAsync("psql", "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", "-d", database, "-c", sql);

    public async ValueTask DisposeAsync()
    {
        // Its processes end with the first one, and none of them waits for a client.
        var (name, all) = As(Path.Combine(Programs, "pg_ctl"), ["-D", Data, "-m", "immediate", "-w", "stop"]);
        await Command.RunAsync(name, all, ReadyWithin, "/");
        await process.DisposeAsync();
        folder.Dispose();
    }

    private static async Task<PostgresServer> StartAsync(TemporaryFolder folder, string[] settings)
    {
        var port = FreePort.Next();
        var (name, all) = As(
            Path.Combine(Programs, "postgres"),
            ["-D", folder.File("data"), "-p", port.ToString(CultureInfo.InvariantCulture), "-k", folder.Path, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "shared_buffers=16MB", .. settings.SelectMany(setting => (string[])["-c", setting])]);
        var server = new PostgresServer(folder, ChildProcess.Start(name, all, folder: "/"), port);
        await Wait.Until(
            async () =>
            {
                Assert.That(server.process.HasExited, Is.False, server.Tail);
                var (ready, arguments) = As(Path.Combine(Programs, "pg_isready"), ["-q", "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture)]);
                return (await Command.RunAsync(ready, arguments, ReadyWithin, "/")).ExitCode == 0;
            },
            ReadyWithin,
            "PostgreSQL to be ready",
            () => server.Tail);
        return server;
    }

    // setpriv becomes the program, so its process id is the program's own.
    private static (string Program, IReadOnlyList<string> Arguments) As(string program, IEnumerable<string> arguments) =>
        Environment.IsPrivilegedProcess ? ("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments]) : (program, [.. arguments]);

    private static void Own(string folder)
    {
        if (!Environment.IsPrivilegedProcess) return;
        using var chown = System.Diagnostics.Process.Start("chown", ["postgres:postgres", folder]);
        chown.WaitForExit();
        Assert.That(chown.ExitCode, Is.Zero);
    }
}
