using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Alerts;

/// <summary>An alert with what its labels alone tell: whose it is, what kind of problem it shows, and what it may do.</summary>
/// <param name="Alert">The alert, its secrets masked.</param>
/// <param name="Service">Its service.</param>
/// <param name="Key">The key of the incident that it would open.</param>
/// <param name="ClassifiedBy">The rule that named the challenge.</param>
/// <param name="Severity">How bad its sender says it is.</param>
/// <param name="MayOpen">False: it is recorded and opens nothing (rule 2.3).</param>
/// <param name="IsWatchdog">True: a sign of life of its source.</param>
/// <param name="Security">True when a label marks it as a matter of security.</param>
public sealed record FiledAlert(
    Alert Alert, Service Service, IncidentKey Key, string ClassifiedBy, Severity Severity, bool MayOpen, bool IsWatchdog, bool Security)
{
    /// <summary>True when no rule named its challenge.</summary>
    public bool IsUnknown => Key.Challenge == Challenge.Unknown;
}
