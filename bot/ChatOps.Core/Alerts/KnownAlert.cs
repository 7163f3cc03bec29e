using ChatOps.Core.Incidents;

namespace ChatOps.Core.Alerts;

/// <summary>What is known of a label set when it comes again.</summary>
/// <param name="Status">Whether it fired, as far as is known.</param>
/// <param name="Role">What it does to its incident.</param>
/// <param name="Incident">The incident that it belongs to or belonged to last, or null.</param>
/// <param name="StartsAt">Its earliest start since it last began to fire.</param>
/// <param name="EndsAt">When it ended; null while it fires.</param>
/// <param name="EndedBy">What ended it; null while it fires.</param>
public sealed record KnownAlert(AlertStatus Status, AlertRole Role, IncidentId? Incident, DateTimeOffset StartsAt, DateTimeOffset? EndsAt, AlertEnd? EndedBy);

/// <summary>What an alert does to its incident.</summary>
public enum AlertRole
{
    /// <summary>It holds its incident open.</summary>
    Holding,

    /// <summary>It has no challenge and joined a named incident: it neither holds it open nor reopens it (rule 2.1).</summary>
    Passenger,

    /// <summary>It is recorded and opens nothing: severity <c>none</c> or <c>info</c>, a sign of life (rule 2.3).</summary>
    Recorded,

    /// <summary>A silence keeps it from opening or reopening anything; when that ends, it is looked at again (rule 2.27).</summary>
    Silenced,
}

/// <summary>What ended an alert.</summary>
public enum AlertEnd
{
    /// <summary>Its source said so.</summary>
    Source,

    /// <summary>It was not repeated in time (rule 2.26).</summary>
    Expired,
}
