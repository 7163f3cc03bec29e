using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents;

/// <summary>A service that others need is down: the root that their incidents wait for (rule 6.7).</summary>
/// <param name="Incident">Its incident.</param>
/// <param name="Service">The service.</param>
public sealed record DependencyDown(IncidentId Incident, string Service)
{
    /// <summary>
    /// Whether an incident says that its service does not serve, so that those that need it cannot be mended by themselves. One that somebody put off is no
    /// reason to wait: nobody works on it.
    /// </summary>
    public static bool IsDown(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return !incident.Major && IsDown(incident.Challenge, incident.State);
    }

    /// <summary>As <see cref="IsDown(Incidents.Incident)"/>, from what a list of incidents shows.</summary>
    public static bool IsDown(Challenge challenge, IncidentState state) =>
        state is not (IncidentState.Resolved or IncidentState.Silenced or IncidentState.Snoozed)
        && challenge is Challenge.ServiceDown or Challenge.ContainerFailure or Challenge.NetworkIssue or Challenge.InfrastructureIssue;

    /// <summary>The root among the services that are down: one that needs none of the others, the oldest incident of them first.</summary>
    /// <param name="down">Services that are down, each of them needed by the same service.</param>
    /// <param name="map">Who needs whom.</param>
    public static DependencyDown? RootOf(IReadOnlyList<DependencyDown> down, DependencyMap map)
    {
        ArgumentNullException.ThrowIfNull(down);
        ArgumentNullException.ThrowIfNull(map);
        return down
            .Where(one => !map.NeededBy(one.Service).Any(needed => down.Any(other => string.Equals(other.Service, needed, StringComparison.OrdinalIgnoreCase))))
            .MinBy(one => one.Incident.Number);
    }

    /// <summary><c>payments (INC-7)</c>.</summary>
    public override string ToString() => $"{Service} ({Incident})";
}

/// <summary>While self-recovery waits under a root (rule 6.7).</summary>
/// <param name="Root">The root.</param>
/// <param name="Since">When it began to wait.</param>
public sealed record DependencyWait(DependencyDown Root, DateTimeOffset Since);
