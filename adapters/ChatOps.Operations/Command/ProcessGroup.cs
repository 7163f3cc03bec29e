using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ChatOps.Operations.Command;

/// <summary>
/// A program in a process group of its own, so that it can be ended together with all that it started, also with children whose parent is gone.
/// <c>setsid</c> makes the group on Linux; where there is none, the tree of its children stands in for the group.
/// </summary>
internal sealed partial class ProcessGroup : IDisposable
{
    private const int Terminate = 15;
    private const int Kill = 9;

    private static readonly string? Setsid = OperatingSystem.IsLinux() ? ((string[])["/usr/bin/setsid", "/bin/setsid"]).FirstOrDefault(File.Exists) : null;

    private readonly Process _process;
    private readonly int _id;

    private ProcessGroup(Process process) => (_process, _id) = (process, process.Id);

    public int ExitCode => _process.ExitCode;

    public Stream Output => _process.StandardOutput.BaseStream;

    public Stream Errors => _process.StandardError.BaseStream;

    /// <summary>Starts a program with these arguments and nothing but this environment; its input is empty.</summary>
    public static ProcessGroup Start(string path, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var info = new ProcessStartInfo(Setsid ?? path)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Setsid is not null) info.ArgumentList.Add(path);
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        info.Environment.Clear();
        foreach (var (name, value) in environment) info.Environment[name] = value;
        var process = Process.Start(info) ?? throw new InvalidOperationException($"{path} did not start");
        process.StandardInput.Close();
        return new(process);
    }

    public Task WaitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Asks all of the group to end, and kills what is left of it after the grace.</summary>
    public async Task EndAsync(TimeSpan grace, TimeProvider time)
    {
        if (Setsid is null)
        {
            if (!_process.HasExited) _process.Kill(entireProcessTree: true);
            return;
        }

        Signal(Terminate);
        var start = time.GetTimestamp();
        while (IsAlive() && time.GetElapsedTime(start) < grace) await Task.Delay(TimeSpan.FromMilliseconds(20), time);
        // Again and again: a group that forks while it is killed may leave a child that was not there yet.
        for (var i = 0; i < 50 && IsAlive(); i++)
        {
            Signal(Kill);
            await Task.Delay(TimeSpan.FromMilliseconds(20), time);
        }
    }

    public void Dispose() => _process.Dispose();

    private bool IsAlive() => Send(-_id, 0) == 0 || !_process.HasExited;

    private void Signal(int signal)
    {
        // Between its start and setsid the program has no group yet.
        if (Send(-_id, signal) != 0 && !_process.HasExited) _ = Send(_id, signal);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
