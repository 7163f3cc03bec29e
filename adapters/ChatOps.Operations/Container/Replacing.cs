using ChatOps.Core.Recovery;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace ChatOps.Operations.Container;

/// <summary>
/// Puts a container with good settings into the place of one that is not well. The new one is made before the old one is touched, the old one is kept
/// under another name, and it comes back if the new one cannot be started, or if the step ends before it is.
/// </summary>
internal sealed class Replacing(DockerClient client, TimeSpan grace, TimeProvider time)
{
    private const string Made = "-chatops-next";
    private const string Kept = "-chatops-replaced";

    // A step's own time may be over; a service without its container is worse than a step that ends late.
    private static readonly TimeSpan Back = TimeSpan.FromSeconds(30);

    public async Task<ActionResult> ReplaceAsync(string name, string? previous, string? image, string? environment, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        if (await client.FindAsync(previous ?? name, cancellationToken) is not { } pattern) return new(false, $"there is no container {previous ?? name} whose settings could be used");
        var present = previous is null ? pattern : await client.FindAsync(name, cancellationToken);
        IReadOnlyList<string> lines;
        try
        {
            lines = environment is null ? [] : await EnvironmentFile.ReadAsync(environment, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(false, $"{environment} cannot be read: {e.Message}");
        }

        var settings = Settings(pattern, image, lines);
        settings.Name = name + Made;
        await RemoveAsync(name + Made, cancellationToken);
        var made = (await client.Containers.CreateContainerAsync(settings, cancellationToken)).ID;
        if (present is not null) await RemoveAsync(name + Kept, cancellationToken);
        try
        {
            if (present is not null)
            {
                await client.Containers.StopContainerAsync(present.ID, new ContainerStopParameters { WaitBeforeKillSeconds = (uint)Math.Ceiling(grace.TotalSeconds) }, cancellationToken);
                await client.Containers.RenameContainerAsync(present.ID, new ContainerRenameParameters { NewName = name + Kept }, cancellationToken);
            }

            await client.Containers.RenameContainerAsync(made, new ContainerRenameParameters { NewName = name }, cancellationToken);
            await client.Containers.StartContainerAsync(made, new ContainerStartParameters(), cancellationToken);
        }
        catch (Exception e) when (IsFailure(e))
        {
            var why = cancellationToken.IsCancellationRequested ? $"it was ended after {DurationText.Of(time.GetElapsedTime(start))}" : Why(e);
            return new(false, $"a container {name} of image {settings.Image} could not be started: {why}; {await BackAsync(name, made, present, cut: e is not DockerApiException)}");
        }

        var was = present?.Config?.Image is { } old ? old == settings.Image ? "the same image as before" : $"before it was {old}" : "there was none before";
        var further = (previous is null ? "" : $", settings of {previous}") + (environment is null ? "" : $", environment of {environment}");
        return new(true, $"replaced container {name} in {DurationText.Of(time.GetElapsedTime(start))}: image {settings.Image} ({was}){further}", null, new Dictionary<string, string> { ["image"] = settings.Image ?? "" });
    }

    private static CreateContainerParameters Settings(ContainerInspectResponse pattern, string? image, IReadOnlyList<string> lines)
    {
        var settings = new CreateContainerParameters(pattern.Config!) { HostConfig = pattern.HostConfig };
        if (image is not null) settings.Image = image;
        var names = lines.Select(line => line.Split('=', 2)[0]).ToHashSet(StringComparer.Ordinal);
        if (lines.Count > 0) settings.Env = [.. (settings.Env ?? []).Where(line => !names.Contains(line.Split('=', 2)[0])), .. lines];

        // podman tells limits by the names that the kernel has, and takes them by Docker's alone.
        foreach (var limit in settings.HostConfig?.Ulimits ?? []) limit.Name = (limit.Name ?? "").Replace("RLIMIT_", "", StringComparison.Ordinal).ToLowerInvariant();

        // A container on the network of the host or of another one has no name of its own there.
        if (settings.HostConfig?.NetworkMode is { } network && (network == "host" || network.StartsWith("container:", StringComparison.Ordinal))) settings.Hostname = "";
        return settings;
    }

    /// <summary>Puts everything back as it was, however far the step came and whatever ended it.</summary>
    /// <returns>What came of it, for people.</returns>
    private async Task<string> BackAsync(string name, string made, ContainerInspectResponse? present, bool cut)
    {
        using var limit = new CancellationTokenSource(Back, time);
        try
        {
            await RemoveAsync(made, limit.Token);
            if (present is null) return "there is none as before";
            // The engine goes on with a stop that nobody waits for any more, and would end what is started here.
            if (cut) await client.Containers.StopContainerAsync(present.ID, new ContainerStopParameters { WaitBeforeKillSeconds = 1 }, limit.Token);
            if ((await client.FindAsync(name, limit.Token))?.ID != present.ID) await client.Containers.RenameContainerAsync(present.ID, new ContainerRenameParameters { NewName = name }, limit.Token);
            if (present.State?.Running == true) await client.Containers.StartContainerAsync(present.ID, new ContainerStartParameters(), limit.Token);
            return "the old one is back";
        }
        catch (Exception e) when (IsFailure(e))
        {
            return $"the old one did not come back: {Why(e)}; look for {name} and {name + Kept}";
        }
    }

    private static bool IsFailure(Exception e) => e is DockerApiException or OperationCanceledException or TimeoutException or HttpRequestException or IOException or System.Net.Sockets.SocketException;

    private static string Why(Exception e) => e switch
    {
        DockerApiException refusal => EngineMessage.Of(refusal),
        OperationCanceledException or TimeoutException => "the engine does not answer",
        _ => e.GetBaseException().Message,
    };

    private async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await client.Containers.RemoveContainerAsync(name, new ContainerRemoveParameters { Force = true }, cancellationToken);
        }
        catch (DockerContainerNotFoundException)
        {
            // There is none.
        }
    }
}
