using System.Globalization;
using ChatOps.Core.Recovery;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace ChatOps.Operations.Container;

/// <summary>Tells how a container stands: since when, with which image, how it ended.</summary>
internal sealed class Inspecting(DockerClient client, TimeZoneInfo zone, TimeProvider time)
{
    public async Task<ActionResult> InspectAsync(string name, CancellationToken cancellationToken)
    {
        if (await client.FindAsync(name, cancellationToken) is not { } container) return new(false, $"there is no container {name}", null, new Dictionary<string, string> { ["state"] = "missing" });

        var state = container.State!;
        var status = state.Status ?? "unknown";
        var health = state.Health?.Status is { Length: > 0 } word and not "none" ? word : null;
        var values = new Dictionary<string, string>
        {
            ["state"] = status,
            ["exitCode"] = state.ExitCode.ToString(CultureInfo.InvariantCulture),
            ["restarts"] = container.RestartCount.ToString(CultureInfo.InvariantCulture),
            ["image"] = container.Config?.Image ?? "",
            ["outOfMemory"] = state.OOMKilled ? "true" : "false",
        };
        var runs = state.Running && !state.Restarting && health != "unhealthy";
        return new(runs, $"container {name} {How(state, health)}; image {container.Config?.Image}, restarted {Times(container.RestartCount)}", null, values);
    }

    /// <summary>An instant of the engine; null when it never came.</summary>
    public static DateTimeOffset? At(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.Year > 1 ? at : null;

    private string How(State state, string? health)
    {
        var (now, started, ended) = (time.GetUtcNow(), At(state.StartedAt), At(state.FinishedAt));
        string Since(DateTimeOffset? at) => at is { } known ? $" since {TimeText.Of(known, now, zone)} ({DurationText.Of(now - known)})" : "";
        if (state.Running && !state.Restarting) return $"runs{Since(started)}{(health is null ? "" : $" and is {health}")}";
        if (started is null) return "was never started" + (state.Error is { Length: > 0 } why ? $": {OutsideText.Line(why, 200)}" : "");
        var lasted = ended > started ? $" after {DurationText.Of(ended.Value - started.Value)}" : "";
        var why2 = state.OOMKilled ? ", killed because it was out of memory" : state.Error is { Length: > 0 } error ? $": {OutsideText.Line(error, 200)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{(state.Restarting ? "is being restarted, and last ended" : "ended")} with exit code {state.ExitCode}{Meaning(state)}{lasted}{Since(ended).Replace(" since ", " at ", StringComparison.Ordinal).Replace(")", " ago)", StringComparison.Ordinal)}{why2}");
    }

    // 128 and the number of the signal; an engine does not always see that it was the kernel's, for memory.
    private static string Meaning(State state) => state.ExitCode switch
    {
        137 when !state.OOMKilled => " (killed by SIGKILL, as the kernel does when memory is out)",
        139 => " (crashed, SIGSEGV)",
        143 => " (told to end, SIGTERM)",
        _ => "",
    };

    private static string Times(long count) => count == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{count} times");
}
