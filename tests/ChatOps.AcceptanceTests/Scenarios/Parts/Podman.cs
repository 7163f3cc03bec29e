using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.Parts;

/// <summary>podman with a storage of its own, an image of busybox, and its service, which speaks Docker's API. The options are those that work without overlays and delegated cgroups.</summary>
internal sealed class Podman : IAsyncDisposable
{
    /// <summary>A web server of busybox, as its first release.</summary>
    public const string Image = "localhost/web:1.0";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    private readonly TemporaryFolder folder = new();
    private readonly SemaphoreSlim one = new(1);
    private ChildProcess? service;

    private Podman()
    {
    }

    public string Socket => folder.File("podman.sock");

    /// <summary>Its part of the bot's configuration.</summary>
    public BotSettings Settings => new BotSettings().With("Operations:Container:Socket", Socket);

    private static string[] Works => ["--network", "host", "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024"];

    private string[] Storage => ["--storage-driver", "vfs", "--root", folder.File("root"), "--runroot", folder.File("run")];

    private string[] Options => [.. Storage, "--runtime", "runc", "--cgroup-manager", "cgroupfs", "--events-backend", "file"];

    public static async Task<Podman> StartAsync()
    {
        var podman = new Podman();
        File.Copy("/bin/busybox", podman.folder.File("busybox"));
        podman.folder.Write("Containerfile", "FROM scratch\nCOPY busybox /bin/busybox\nRUN [\"/bin/busybox\", \"--install\", \"-s\", \"/bin\"]\nRUN [\"/bin/mkdir\", \"-p\", \"/data\", \"/tmp\"]\n");
        await CallAsync("buildah", [.. podman.Storage, "bud", "--isolation", "chroot", "--format", "docker", "--tag", Image, podman.folder.Path]);
        podman.service = ChildProcess.Start("podman", [.. podman.Options, "system", "service", "--time", "0", $"unix://{podman.Socket}"]);
        await Wait.Until(() => File.Exists(podman.Socket), Bound, "podman's socket", () => podman.service.Tail);
        return podman;
    }

    /// <summary>Runs a podman command and expects it to do well.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        // Side by side they wait for one another's locks all the same.
        await one.WaitAsync();
        try
        {
            return await CallAsync("podman", [.. Options, .. arguments]);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Starts a container of <see cref="Image"/> on the host's network.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">Further options of <c>podman run</c>.</param>
    /// <param name="script">What its shell runs.</param>
    /// <param name="image">Another image.</param>
    public Task StartAsync(string name, string[] options, string script, string image = Image) =>
        RunAsync(["run", "--detach", "--name", name, .. Works, .. options, image, "sh", "-c", script]);

    /// <summary>A release that lacks a file: an image of its own.</summary>
    public async Task ReleaseWithoutAsync(string file, string image, string name)
    {
        await RunAsync(["run", "--name", name, .. Works, Image, "rm", file]);
        await RunAsync("commit", "--quiet", name, image);
        await RunAsync("rm", name);
    }

    /// <summary>Whether a container of this name runs.</summary>
    public async Task<bool> IsRunningAsync(string name) => (await RunAsync("inspect", "--format", "{{.State.Running}}", name)).Trim() == "true";

    public async ValueTask DisposeAsync()
    {
        try
        {
            await RunAsync("rm", "--force", "--all", "--volumes", "--time", "1");
        }
        finally
        {
            if (service is not null) await service.DisposeAsync();
            folder.Dispose();
            one.Dispose();
        }
    }

    private static async Task<string> CallAsync(string program, string[] arguments)
    {
        var result = await Command.RunAsync(program, arguments, Bound);
        return result.ExitCode == 0 ? result.Output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {result.Errors} {result.Output}");
    }
}
