using System.Globalization;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.Parts;

/// <summary>A queue of jobs as files in a folder, with a producer and worker processes that take them away.</summary>
internal sealed class JobQueue : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    private readonly string folder;
    private readonly string pids;
    private readonly CancellationTokenSource ending = new();
    private readonly Task producing;
    private int made;

    /// <param name="folder">A folder of its own.</param>
    /// <param name="program">Where its worker script is put.</param>
    public JobQueue(string folder, Func<string, string> program)
    {
        this.folder = Directory.CreateDirectory(Path.Combine(folder, "jobs")).FullName;
        pids = Path.Combine(folder, "pids");

        // A worker takes 25 jobs every half second; the loop ends with its folder.
        var worker = program($"cd '{this.folder}' || exit 1\nwhile [ -d '{this.folder}' ]; do /bin/busybox ls | /bin/busybox head -n 25 | /bin/busybox xargs -r /bin/busybox rm -f; /bin/busybox sleep 0.5; done");
        StartScript = $"/usr/bin/setsid '{worker}' </dev/null >/dev/null 2>&1 &\necho $! >>'{pids}'";
        producing = ProduceAsync();
    }

    /// <summary>Jobs that come every 200 ms.</summary>
    public int EachBeat { get; set; } = 2;

    /// <summary>How many wait.</summary>
    public int Length => Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Count() : 0;

    /// <summary>A script that starts one more worker.</summary>
    public string StartScript { get; }

    /// <summary>Stops all workers as a hanging dependency does: they are there and do nothing.</summary>
    public Task HangAsync() => SignalAsync("-STOP");

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await producing;
        await SignalAsync("-KILL");
        Directory.Delete(folder, recursive: true);
        ending.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        if (File.Exists(pids)) await Command.RunAsync("kill", [signal, .. (await File.ReadAllLinesAsync(pids)).Where(line => line.Length > 0)], TimeSpan.FromSeconds(10));
    }

    private async Task ProduceAsync()
    {
        using var timer = new PeriodicTimer(Beat);
        try
        {
            while (await timer.WaitForNextTickAsync(ending.Token))
            {
                for (var job = EachBeat; job > 0; job--) await File.WriteAllTextAsync(Path.Combine(folder, (++made).ToString("D9", CultureInfo.InvariantCulture)), "", ending.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // It was ended.
        }
    }
}
