using System.Diagnostics;

namespace ChatOps.AcceptanceTests.Harness;

/// <param name="ExitCode">0: done.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
internal sealed record AmtoolResult(int ExitCode, string Output, string Errors);

/// <summary>Debian's amtool, unmodified, against a server that speaks Alertmanager's API.</summary>
internal sealed class Amtool(Uri server)
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(20);

    public async Task<AmtoolResult> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("amtool", [.. arguments, $"--alertmanager.url={server}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(EndsWithin);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return new AmtoolResult(process.ExitCode, await output, await errors);
    }
}
