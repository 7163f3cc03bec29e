using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.Parts;

/// <summary>A file system of its own that is soon full: a tmpfs of a few MiB.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <param name="folder">An empty folder, on which it is mounted.</param>
    /// <param name="size">As mount(8) takes it: <c>4m</c>.</param>
    public static async Task<SmallDisk> MountAsync(string folder, string size)
    {
        var mounted = await Command.RunAsync("mount", ["-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder], Bound);
        return mounted.ExitCode == 0 ? new SmallDisk(folder) : throw new InvalidOperationException($"mount: {mounted.Errors}");
    }

    // Lazily: a container may still hold it, and lets go when it ends.
    public async ValueTask DisposeAsync() => await Command.RunAsync("umount", ["--lazy", Path], Bound);
}
