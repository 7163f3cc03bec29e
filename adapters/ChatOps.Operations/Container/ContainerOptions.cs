namespace ChatOps.Operations.Container;

/// <summary>The engine that runs containers: Docker, or podman's service (configuration <c>Operations:Container</c>).</summary>
/// <param name="Socket">The path of its Unix socket, such as <c>/var/run/docker.sock</c>; null: none, and the action says so.</param>
public sealed record ContainerOptions(string? Socket);
