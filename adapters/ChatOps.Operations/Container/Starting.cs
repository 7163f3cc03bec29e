using ChatOps.Core.Recovery;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace ChatOps.Operations.Container;

/// <summary>Starts a container, or restarts it.</summary>
internal sealed class Starting(DockerClient client, TimeProvider time)
{
    public async Task<ActionResult> StartAsync(string name, bool again, TimeSpan grace, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        try
        {
            if (again) await client.Containers.RestartContainerAsync(name, new ContainerRestartParameters { WaitBeforeKillSeconds = (uint)Math.Ceiling(grace.TotalSeconds) }, cancellationToken);
            else await client.Containers.StartContainerAsync(name, new ContainerStartParameters(), cancellationToken);
        }
        catch (DockerContainerNotFoundException)
        {
            return new(false, $"there is no container {name} that could be {(again ? "restarted" : "started")}");
        }

        return new(true, $"{(again ? "restarted" : "started")} container {name} in {DurationText.Of(time.GetElapsedTime(start))}");
    }
}
