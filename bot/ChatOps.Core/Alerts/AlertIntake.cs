using ChatOps.Core.Incidents;

namespace ChatOps.Core.Alerts;

/// <summary>
/// Compares what comes in with what is known: what is new, and where it belongs (rules 2.1, 2.3, 2.5, 2.25 and 2.27). Pure, and over many incidents:
/// what one incident makes of it is decided by itself.
/// </summary>
public static class AlertIntake
{
    /// <summary>What a receipt means for a label set.</summary>
    /// <param name="known">What is known of it, or null.</param>
    /// <param name="filed">What came.</param>
    /// <param name="covered">Whether a silence covers it now.</param>
    public static AlertNews Compare(KnownAlert? known, FiledAlert filed, bool covered)
    {
        ArgumentNullException.ThrowIfNull(filed);
        var alert = filed.Alert;
        if (alert.Status == AlertStatus.Resolved)
        {
            if (known is null) return AlertNews.EndedUnseen;
            if (known.Status == AlertStatus.Resolved) return AlertNews.None;
            // The end of an earlier firing that arrives late says nothing about this one.
            return alert.EndsAt < known.StartsAt ? AlertNews.None : AlertNews.Ended;
        }

        if (known is null) return AlertNews.Began;
        if (known.Status == AlertStatus.Firing)
        {
            // What opened nothing at first may do so now: the silence is over, or the configuration has changed.
            var heldBack = known.Role == AlertRole.Silenced ? !covered : known.Role == AlertRole.Recorded && filed.MayOpen;
            return heldBack ? AlertNews.Began : AlertNews.Repeated;
        }

        // A sender that got no answer sends again; by then the alert may have ended. What expired only fell silent, so any word of it counts.
        var late = known.EndedBy == AlertEnd.Source && alert.StartsAt == known.StartsAt && !(alert.Expires && alert.EndsAt > known.EndsAt);
        return late ? AlertNews.None : AlertNews.Began;
    }

    /// <summary>Where an alert that began to fire belongs.</summary>
    public static Placement Place(FiledAlert filed, PlacementFacts facts)
    {
        ArgumentNullException.ThrowIfNull(filed);
        ArgumentNullException.ThrowIfNull(facts);
        if (!filed.MayOpen) return new(AlertRole.Recorded, null);
        if (facts.Former is { Closed: false } former && Return(filed, former, facts.Covered) is { } back) return back;
        if (facts.Exact is { } exact)
        {
            return facts.Covered && exact.Resolved ? new(AlertRole.Silenced, null) : new(AlertRole.Holding, exact.Id);
        }

        if (filed.IsUnknown)
        {
            if (facts.Named is { Resolved: false } named) return new(AlertRole.Passenger, named.Id);
        }
        else if (facts.Unknown is { Resolved: false } unknown)
        {
            return new(AlertRole.Holding, unknown.Id);
        }

        return facts.Covered ? new(AlertRole.Silenced, null) : new(AlertRole.Holding, null, Opens: true);
    }

    /// <summary>Back to the incident that it belonged to, unless it may not reopen that one.</summary>
    private static Placement? Return(FiledAlert filed, IncidentStanding former, bool covered)
    {
        if (covered && former.Resolved) return new(AlertRole.Silenced, former.Id);
        if (filed.IsUnknown && former.Challenge != Challenge.Unknown) return former.Resolved ? null : new(AlertRole.Passenger, former.Id);
        return new(AlertRole.Holding, former.Id);
    }
}

/// <summary>What a receipt means for a label set.</summary>
public enum AlertNews
{
    /// <summary>Nothing: it was known, or came too late.</summary>
    None,

    /// <summary>It fires on: its times are renewed, nobody hears of it.</summary>
    Repeated,

    /// <summary>It fires, and did not before (or could open nothing before): it has to be placed.</summary>
    Began,

    /// <summary>It fires no more.</summary>
    Ended,

    /// <summary>It ended before anybody here saw it fire: it is recorded, so that a late word of its firing is known as late.</summary>
    EndedUnseen,
}

/// <summary>What placing an alert needs to know.</summary>
/// <param name="Covered">Whether a silence covers it now.</param>
/// <param name="Former">The incident that it belonged to last, merged ones followed; or null.</param>
/// <param name="Exact">The incident that holds its key, or null.</param>
/// <param name="Unknown">The incident of its service and environment that has no challenge yet, or null.</param>
/// <param name="Named">The oldest open incident of its service and environment that has a challenge, or null.</param>
public sealed record PlacementFacts(bool Covered, IncidentStanding? Former, IncidentStanding? Exact, IncidentStanding? Unknown, IncidentStanding? Named);

/// <summary>How an incident stands, as far as its alerts are concerned.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Challenge">Its challenge.</param>
/// <param name="Resolved">True when it is resolved, its window included.</param>
/// <param name="Closed">True when its window has passed.</param>
public sealed record IncidentStanding(IncidentId Id, Challenge Challenge, bool Resolved, bool Closed)
{
    /// <summary>How this incident stands.</summary>
    public static IncidentStanding Of(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return new(incident.Id, incident.Challenge, incident.State == IncidentState.Resolved, incident.Ending?.Phase == EndingPhase.Closed || incident.MergedInto is not null);
    }
}

/// <summary>Where an alert belongs.</summary>
/// <param name="Role">What it does there.</param>
/// <param name="Incident">The incident, or null.</param>
/// <param name="Opens">True: it opens an incident of its key.</param>
public sealed record Placement(AlertRole Role, IncidentId? Incident, bool Opens = false);
