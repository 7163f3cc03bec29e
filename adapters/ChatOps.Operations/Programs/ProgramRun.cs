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
            return new(-1, "", "", $"{path} could not be started: {e.Message}");
        }

        using (group)
        {
            var (all, output, errors) = (new BoundedOutput(), new BoundedOutput(), new BoundedOutput());
            var reading = Task.WhenAll(BoundedOutput.ReadAsync(group.Output, all, output), BoundedOutput.ReadAsync(group.Errors, all, errors));
            try
            {
                await group.WaitAsync(cancellationToken).ConfigureAwait(false);
                await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
                return new(group.ExitCode, output.Text(), errors.Text(), all.Text());
            }
            finally
            {
                await group.EndAsync(Grace, time).ConfigureAwait(false);
            }
        }
    }
}

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code; -1 when it could not be started.</param>
/// <param name="Output">The beginning and the end of its standard output.</param>
/// <param name="Errors">The same of its standard error.</param>
/// <param name="All">The same of both its streams, in the order in which they were read.</param>
internal sealed record ProgramEnd(int ExitCode, string Output, string Errors, string All)
{
    /// <summary>Whether it ended with 0.</summary>
    public bool Good => ExitCode == 0;

    /// <summary>The lines of its standard output that hold something.</summary>
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Why it failed, as it said it itself.</summary>
    public string Last => TellingLine.Of(Errors, All);
}
