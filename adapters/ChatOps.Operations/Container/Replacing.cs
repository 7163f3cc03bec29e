using ChatOps.Core.Recovery;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace ChatOps.Operations.Container;

/// <summary>
/// Puts a container with good settings into the place of one that is not well. The new one is made before the old one is touched, the old one is kept
/// under another name, and it comes back if the new one cannot be started.
/// </summary>
internal sealed class Replacing(DockerClient client, TimeSpan grace, TimeProvider time)
{
    private const string Made = "-chatops-next";
    private const string Kept = "-chatops-replaced";

    public async Task<ActionResult> ReplaceAsync(string name, string? previous, string? image, string? environment, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        if (await FindAsync(previous ?? name, cancellationToken) is not { } pattern) return new(false, $"there is no container {previous ?? name} whose settings could be used");
        var present = previous is null ? pattern : await FindAsync(name, cancellationToken);
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
        await client.Containers.CreateContainerAsync(settings, cancellationToken);
        if (present is not null)
        {
            await RemoveAsync(name + Kept, cancellationToken);
            await client.Containers.StopContainerAsync(name, new ContainerStopParameters { WaitBeforeKillSeconds = (uint)Math.Ceiling(grace.TotalSeconds) }, cancellationToken);
            await client.Containers.RenameContainerAsync(name, new ContainerRenameParameters { NewName = name + Kept }, cancellationToken);
        }

        try
        {
            await client.Containers.RenameContainerAsync(name + Made, new ContainerRenameParameters { NewName = name }, cancellationToken);
            await client.Containers.StartContainerAsync(name, new ContainerStartParameters(), cancellationToken);
        }
        catch (DockerApiException e)
        {
            await BackAsync(name, present);
            return new(false, $"a container {name} of image {settings.Image} could not be started: {EngineMessage.Of(e)}; {(present is null ? "there is none as before" : "the old one is back")}");
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

    private async Task BackAsync(string name, ContainerInspectResponse? present)
    {
        // Whatever ended the step: the old container comes back under its name.
        await RemoveAsync(name, CancellationToken.None);
        await RemoveAsync(name + Made, CancellationToken.None);
        if (present is null) return;
        await client.Containers.RenameContainerAsync(name + Kept, new ContainerRenameParameters { NewName = name }, CancellationToken.None);
        if (present.State?.Running == true) await client.Containers.StartContainerAsync(name, new ContainerStartParameters(), CancellationToken.None);
    }

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

    private async Task<ContainerInspectResponse?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Containers.InspectContainerAsync(name, cancellationToken);
        }
        catch (DockerContainerNotFoundException)
        {
            return null;
        }
    }
}
