using System.ComponentModel;
using ChatOps.Operations.Command;

namespace ChatOps.Operations.Programs;

/// <summary>
/// A program that an action of ours calls with a list of arguments, never by way of a shell: it gets this environment and no input, and all of it ends
/// with the step.
/// </summary>
internal static class ProgramRun
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="OperationCanceledException">It was ended, with all that it started.</exception>
    public static async Task<ProgramEnd> RunAsync(string path, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, TimeProvider time, CancellationToken cancellationToken)
    {
        ProcessGroup group;
        try
        {
            group = ProcessGroup.Start(path, arguments, environment);
        }
        catch (Win32Exception e)
        {
            return new(-1, "", $"{path} could not be started: {e.Message}");
        }

        using (group)
        {
            var (all, output) = (new BoundedOutput(), new BoundedOutput());
            var reading = Task.WhenAll(ReadAsync(group.Output, all, output), ReadAsync(group.Errors, all, null));
            try
            {
                await group.WaitAsync(cancellationToken).ConfigureAwait(false);
                await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
                return new(group.ExitCode, output.Text(), all.Text());
            }
            finally
            {
                await group.EndAsync(Grace, time).ConfigureAwait(false);
            }
        }
    }

    private static async Task ReadAsync(Stream stream, BoundedOutput all, BoundedOutput? own)
    {
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer).ConfigureAwait(false) is var length and > 0)
            {
                all.Add(buffer.AsSpan(0, length));
                own?.Add(buffer.AsSpan(0, length));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The other end is gone: what was read is what there is.
        }
    }
}

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code; -1 when it could not be started.</param>
/// <param name="Output">The beginning and the end of its standard output.</param>
/// <param name="All">The same of both its streams.</param>
internal sealed record ProgramEnd(int ExitCode, string Output, string All)
{
    /// <summary>Whether it ended with 0.</summary>
    public bool Good => ExitCode == 0;

    /// <summary>The lines of its standard output that hold something.</summary>
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Why it failed, as it said it itself.</summary>
    public string Last => TellingLine.Of(All);
}
