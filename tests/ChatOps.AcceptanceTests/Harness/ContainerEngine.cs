using System.Globalization;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>
/// Containers without a daemon: buildah builds, podman runs with runc. The options are those that work for root on a bare virtual
/// machine and inside a container alike: no overlay file system, no cgroup delegation, the host's network.
/// </summary>
internal sealed class ContainerEngine : IDisposable
{
    private const string BaseImage = "localhost/chatops-test-base";
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder folder = new();

    private string[] Storage => ["--storage-driver", "vfs", "--root", folder.File("root"), "--runroot", folder.File("run")];

    /// <summary>Builds the repository's Dockerfile on a base image made of this machine's own Debian packages and runtime.</summary>
    public async Task BuildAsync(string image)
    {
        await RunAsync(Path.Combine(Built.Root, "tests", "container", "base-image"), [BaseImage, .. Storage]);
        var sdk = Path.GetDirectoryName(new FileInfo(Built.Dotnet).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Built.Dotnet)!;
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        await RunAsync(
            "buildah",
            [
                .. Storage, "bud", "--isolation", "chroot", "--format", "docker", "--layers=false", "--network", "host", "--ulimit", "nofile=1024:1024",
                "--volume", $"{sdk}:{sdk}:ro", "--volume", $"{packages}:/root/.nuget/packages",
                "--build-arg", $"SDK_IMAGE={BaseImage}", "--build-arg", $"RUNTIME_IMAGE={BaseImage}", "--tag", image, Built.Root,
            ]);
    }

    /// <summary>Starts a container on the host's network; nothing but its volumes can be written.</summary>
    public Task StartAsync(string name, string image, IReadOnlyDictionary<string, string> environment) =>
        PodmanAsync(
            [
                "run", "--detach", "--name", name, "--read-only", "--network", "host", "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024",
                .. environment.SelectMany(pair => (string[])["--env", $"{pair.Key}={pair.Value}"]), image,
            ]);

    /// <summary>Runs the image's own health check once.</summary>
    public async Task<bool> IsHealthyAsync(string name) => (await Command.RunAsync("podman", [.. Podman, "healthcheck", "run", name], EndsWithin)).ExitCode == 0;

    /// <summary>What the program has printed, on both streams.</summary>
    public async Task<string> LogsAsync(string name)
    {
        var result = await Command.RunAsync("podman", [.. Podman, "logs", name], EndsWithin);
        return result.Output + result.Errors;
    }

    /// <summary>Starts a stopped container again, with the volumes that it had.</summary>
    public Task StartAgainAsync(string name) => PodmanAsync(["start", name]);

    /// <summary>Asks the program in it to end, as an orchestrator does.</summary>
    /// <returns>The program's exit code.</returns>
    public async Task<int> StopAsync(string name)
    {
        await PodmanAsync(["stop", "--time", "20", name]);
        return await ExitCodeAsync(name) ?? throw new AssertionException($"{name} still runs");
    }

    /// <returns>The program's exit code, or null while it runs.</returns>
    public async Task<int?> ExitCodeAsync(string name)
    {
        var state = (await PodmanAsync(["inspect", "--format", "{{.State.Running}} {{.State.ExitCode}}", name])).Split(' ');
        return state[0] == "true" ? null : int.Parse(state[1], CultureInfo.InvariantCulture);
    }

    public Task RemoveAsync(string name) => Command.RunAsync("podman", [.. Podman, "rm", "--force", "--volumes", "--time", "1", name], EndsWithin);

    public void Dispose() => folder.Dispose();

    private string[] Podman => [.. Storage, "--runtime", "runc", "--cgroup-manager", "cgroupfs", "--events-backend", "file"];

    private Task<string> PodmanAsync(string[] arguments) => RunAsync("podman", [.. Podman, .. arguments]);

    private static async Task<string> RunAsync(string program, string[] arguments)
    {
        var result = await Command.RunAsync(program, arguments, EndsWithin);
        Assert.That(result.ExitCode, Is.Zero, $"{program} {string.Join(' ', arguments)}\n{result.Errors}\n{result.Output}");
        return result.Output;
    }
}
