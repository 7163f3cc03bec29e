using ChatOps.Core.Recovery;
using ChatOps.Operations.Container;
using ChatOps.Operations.Disk;
using ChatOps.Operations.Supervisor;
using ChatOps.Operations.Webhook;

namespace ChatOps.Operations;

/// <summary>What keeps services running, as runbooks reach it (configuration <c>Operations:Container</c>, <c>Supervisor</c>, <c>Webhooks</c>).</summary>
/// <param name="Container">The container engine; none by default.</param>
/// <param name="Supervisor">The supervisor of processes; none by default.</param>
/// <param name="Webhooks">Addresses that take signed requests, by name; none by default.</param>
/// <param name="Zone">The zone that times are written in.</param>
public sealed record HostSystems(ContainerOptions Container, SupervisorOptions Supervisor, IReadOnlyDictionary<string, WebhookTarget> Webhooks, TimeZoneInfo Zone)
{
    /// <summary>Nothing is connected.</summary>
    public static readonly HostSystems None = new(new(null), new(null, null, null), new Dictionary<string, WebhookTarget>(), TimeZoneInfo.Utc);

    /// <summary>What the catalog's targets hold: no container, image, file or process beside these is touched or looked at.</summary>
    public IReadOnlySet<string> Targets { get; init; } = new HashSet<string>();

    /// <summary>What must not be stored or shown.</summary>
    public IEnumerable<string> Secrets => Webhooks.Values.Select(hook => hook.Secret).Concat(Supervisor.Password is { } password ? [password] : []);

    /// <summary>The actions that reach it.</summary>
    internal IEnumerable<IAction> Actions(TimeProvider time) =>
    [
        new ContainerAction(Container, Targets, Zone, time),
        new SupervisorAction(Supervisor, Targets, Zone, time),
        new WebhookAction(Webhooks, time),
        new DiskAction(Targets),
    ];
}
