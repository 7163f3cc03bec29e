using Docker.DotNet;
using Docker.DotNet.Models;

namespace ChatOps.Operations.Container;

/// <summary>Asks the engine for a container.</summary>
internal static class Lookup
{
    /// <summary>The container of this name or id; null when there is none.</summary>
    public static async Task<ContainerInspectResponse?> FindAsync(this DockerClient client, string container, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Containers.InspectContainerAsync(container, cancellationToken);
        }
        catch (DockerContainerNotFoundException)
        {
            return null;
        }
    }
}
