using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;

namespace ChatOps.Bot.Intake;

/// <summary>What the alerts of one transaction mean for one incident.</summary>
internal sealed class AlertGroup
{
    /// <summary>The incident; null while it is to be opened.</summary>
    public IncidentId? Incident { get; set; }

    /// <summary>The key that is to be opened, or null.</summary>
    public IncidentKey? Key { get; init; }

    /// <summary>The sum.</summary>
    public AlertChanges Changes { get; } = new();

    /// <summary>Rows that wait for the incident's id.</summary>
    public List<long> Rows { get; } = [];

    /// <summary>A group of an incident that hears nothing; null without an incident.</summary>
    public static AlertGroup? Known(IncidentId? incident) => incident is null ? null : new AlertGroup { Incident = incident };
}
