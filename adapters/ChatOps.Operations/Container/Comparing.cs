using ChatOps.Core.Recovery;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace ChatOps.Operations.Container;

/// <summary>Tells what is different from the container that ran in its place before. Of the environment it tells names alone: values may be secrets.</summary>
internal sealed class Comparing(DockerClient client, TimeZoneInfo zone, TimeProvider time)
{
    // An engine sets these by itself, and they differ from container to container.
    private static readonly string[] EnginesOwn = ["HOSTNAME", "container", "TERM", "HOME"];

    public async Task<ActionResult> CompareAsync(string name, string previous, CancellationToken cancellationToken)
    {
        if (await client.FindAsync(previous, cancellationToken) is not { } before) return new(false, $"there is no container {previous} to compare with");
        var now = time.GetUtcNow();
        var ran = Ran(before, now);
        if (await client.FindAsync(name, cancellationToken) is not { } present) return new(false, $"there is no container {name}; {previous} is there{ran}, image {before.Config?.Image}", null, Changed("container"));
        List<string> differences = [];
        if (present.Config?.Image != before.Config?.Image) differences.Add($"image {present.Config?.Image} (was {before.Config?.Image})");
        var changed = ChangedNames(Environment(before), Environment(present));
        if (changed.Length > 0) differences.Add($"environment {string.Join(", ", changed.Take(8))}{(changed.Length > 8 ? " and more" : "")}");
        if (!Same(present.Config?.Cmd, before.Config?.Cmd) || !Same(present.Config?.Entrypoint, before.Config?.Entrypoint)) differences.Add("its command");
        if (present.HostConfig?.Memory != before.HostConfig?.Memory) differences.Add($"memory limit {Memory(present)} (was {Memory(before)})");
        var made = Inspecting.At(present.Created.ToString("O")) is { } created ? $", made {TimeText.Of(created, now, zone)} ({DurationText.Of(now - created)} ago)," : "";
        return differences.Count == 0
            ? new(true, $"container {name} has the settings of {previous}{ran}")
            : new(false, $"container {name}{made} differs from {previous}{ran}: {string.Join("; ", differences)}", null, Changed(string.Join(", ", differences)));
    }

    private string Ran(ContainerInspectResponse before, DateTimeOffset now) =>
        Inspecting.At(before.State?.StartedAt) is { } started && Inspecting.At(before.State?.FinishedAt) is { } ended && ended > started
            ? $" (ran {DurationText.Of(ended - started)} until {TimeText.Of(ended, now, zone)})"
            : "";

    private static string[] ChangedNames(Dictionary<string, string> before, Dictionary<string, string> present) =>
        [.. before.Keys.Union(present.Keys).Where(key => before.GetValueOrDefault(key) != present.GetValueOrDefault(key)).Except(EnginesOwn).Order(StringComparer.Ordinal)];

    private static Dictionary<string, string> Environment(ContainerInspectResponse container) =>
        (container.Config?.Env ?? []).Select(line => line.Split('=', 2)).GroupBy(pair => pair[0]).ToDictionary(group => group.Key, group => group.Last().ElementAtOrDefault(1) ?? "");

    private static bool Same(IList<string>? one, IList<string>? other) => (one ?? []).SequenceEqual(other ?? []);

    private static string Memory(ContainerInspectResponse container) => container.HostConfig?.Memory is > 0 and var bytes ? Sizes.Of(bytes) : "none";

    private static Dictionary<string, string> Changed(string what) => new() { ["changed"] = what };
}
