using System.IO.Pipes;

namespace ChatOps.Bot.Demo;

/// <summary>The command <c>demo-control</c>: what the demo's runbook runs to restart a service, as it would run <c>systemctl</c> or <c>supervisorctl</c> elsewhere.</summary>
internal static class DemoControl
{
    public const string Command = "demo-control";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Tells the supervisor to restart a service, and says what it answers.</summary>
    public static async Task<int> RestartAsync(string pipeName, string service, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            await using var pipe = new NamedPipeClientStream(".", pipeName, PipeDirection.InOut, PipeOptions.Asynchronous);
            await pipe.ConnectAsync(Patience, cancellationToken).ConfigureAwait(false);
            using var reader = new StreamReader(pipe, leaveOpen: true);
            await using var writer = new StreamWriter(pipe, leaveOpen: true) { AutoFlush = true };
            await writer.WriteLineAsync($"restart {service}".AsMemory(), cancellationToken).ConfigureAwait(false);
            var answer = await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) ?? "the supervisor left";
            await output.WriteLineAsync(answer).ConfigureAwait(false);
            return answer.StartsWith("restarted", StringComparison.Ordinal) ? 0 : 1;
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            await output.WriteLineAsync($"the supervisor does not answer: {e.Message}").ConfigureAwait(false);
            return 1;
        }
    }
}
