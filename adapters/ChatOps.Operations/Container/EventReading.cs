using System.Globalization;
using ChatOps.Core.Recovery;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace ChatOps.Operations.Container;

/// <summary>Counts how often a container died and was killed for memory lately.</summary>
internal sealed class EventReading(DockerClient client, TimeZoneInfo zone, TimeProvider time)
{
    // The engine tells what was, and then goes on with what is; podman gives nothing when it is told an end. Silence ends the past.
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(700);

    public async Task<ActionResult> ReadAsync(string name, TimeSpan since, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var events = await EventsAsync(name, now - since, cancellationToken);
        var deaths = events.Where(one => one.Action == "die").ToArray();
        var memory = events.Count(one => one.Action == "oom");
        var values = new Dictionary<string, string> { ["deaths"] = deaths.Length.ToString(CultureInfo.InvariantCulture), ["outOfMemory"] = memory > 0 ? "true" : "false" };
        var last = deaths.LastOrDefault();
        var code = last?.Actor?.Attributes is { } of ? of.TryGetValue("exitCode", out var docker) ? docker : of.TryGetValue("containerExitCode", out var podman) ? podman : null : null;
        var told = last is null ? "" : $", the last time {TimeText.Of(At(last), now, zone)} ({DurationText.Of(now - At(last))} ago){(code is null ? "" : $" with exit code {code}")}";
        var killed = memory == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; killed {memory} times for memory");
        return new(
            deaths.Length == 0,
            string.Create(CultureInfo.InvariantCulture, $"container {name} ended {(deaths.Length == 1 ? "once" : $"{deaths.Length} times")} in {DurationText.Of(since)}{told}{killed}"),
            string.Join('\n', events.TakeLast(50).Select(one => $"{TimeText.Exact(At(one), zone)} {one.Action}")),
            values);
    }

    private static DateTimeOffset At(Message message) => DateTimeOffset.FromUnixTimeSeconds(message.Time ?? 0);

    private async Task<IReadOnlyList<Message>> EventsAsync(string name, DateTimeOffset from, CancellationToken cancellationToken)
    {
        List<Message> events = [];
        using var silence = new CancellationTokenSource(Silence, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            await client.System.MonitorEventsAsync(
                new ContainerEventsParameters { Since = from.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) },
                new Collected(message =>
                {
                    if (message.Type == "container" && message.Actor?.Attributes?.TryGetValue("name", out var whose) == true && whose == name) lock (events) events.Add(message);
                    silence.CancelAfter(Silence);
                }),
                ending.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It fell silent: that is all there was.
        }

        lock (events) return [.. events.OrderBy(one => one.TimeNano)];
    }

    /// <summary>Takes each at once; <see cref="Progress{T}"/> would hand them on later.</summary>
    private sealed class Collected(Action<Message> take) : IProgress<Message>
    {
        public void Report(Message value) => take(value);
    }
}
