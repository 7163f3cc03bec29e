using ChatOps.Core.Incidents;

namespace ChatOps.Storage.Incidents;

/// <summary>Which incidents a list has, newest first. All that is set has to hold.</summary>
public sealed record IncidentFilter
{
    /// <summary>True: those that are not resolved; false: those that are; null: either.</summary>
    public bool? Open { get; init; }

    /// <summary>One state.</summary>
    public IncidentState? State { get; init; }

    /// <summary>One service, by its exact name.</summary>
    public string? Service { get; init; }

    /// <summary>One owner, by their exact name.</summary>
    public string? Owner { get; init; }

    /// <summary>The children of one major incident.</summary>
    public IncidentId? Parent { get; init; }

    /// <summary>Only incidents older than this one: the last of the page before.</summary>
    public IncidentId? After { get; init; }

    /// <summary>How many at most; 1 to 10,000.</summary>
    public int Limit { get; init; } = 50;
}
