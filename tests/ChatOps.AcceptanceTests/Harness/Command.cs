namespace ChatOps.AcceptanceTests.Harness;

/// <param name="ExitCode">0: done.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
internal sealed record CommandResult(int ExitCode, string Output, string Errors);

/// <summary>A program that does one thing and ends.</summary>
internal static class Command
{
    public static async Task<CommandResult> RunAsync(string program, IEnumerable<string> arguments, TimeSpan bound, string? folder = null)
    {
        await using var process = ChildProcess.Start(program, arguments, folder: folder);
        var exitCode = await process.ExitedAsync(bound);
        return new CommandResult(exitCode, string.Join('\n', process.StandardOutput), string.Join('\n', process.StandardError));
    }
}
