using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>A real program, started by a test and ended by its process id; what it prints is kept for the failure's message.</summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<Line> output = new();
    private readonly Process process;

    private ChildProcess(string name, Process process)
    {
        Name = name;
        this.process = process;
    }

    public string Name { get; }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>What it has printed so far on both streams, oldest line first.</summary>
    public IEnumerable<string> Output => output.Select(line => line.Text);

    public IEnumerable<string> StandardOutput => output.Where(line => !line.IsError).Select(line => line.Text);

    public IEnumerable<string> StandardError => output.Where(line => line.IsError).Select(line => line.Text);

    /// <summary>The last lines, for a failure's message.</summary>
    public string Tail => $"{Name} said last:\n{string.Join('\n', Output.TakeLast(40))}";

    /// <param name="program">Name or path of the program.</param>
    /// <param name="arguments">Its arguments, one each.</param>
    /// <param name="environment">Variables set beside those of the test itself.</param>
    /// <param name="folder">Where it starts; none: where the test runs.</param>
    public static ChildProcess Start(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        var child = new ChildProcess(Path.GetFileName(program), process);
        process.OutputDataReceived += (_, line) => child.Keep(line.Data, isError: false);
        process.ErrorDataReceived += (_, line) => child.Keep(line.Data, isError: true);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new AssertionException($"{program} could not be started ({exception.Message}). ./test installs the programs that the tests need.");
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Ends it as a crash would: no handler of it runs.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, as an orchestrator does, and gives the exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!process.HasExited)
        {
            _ = Signal(process.Id, Terminate);
        }

        return await ExitedAsync(EndsWithin);
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ExitedAsync(TimeSpan bound)
    {
        using var limit = new CancellationTokenSource(bound);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new AssertionException($"{Name} did not end within {bound.TotalSeconds:0.#} s. {Tail}");
        }

        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    private void Keep(string? text, bool isError)
    {
        if (text is not null)
        {
            output.Enqueue(new Line(text, isError));
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);

    private readonly record struct Line(string Text, bool IsError);
}
