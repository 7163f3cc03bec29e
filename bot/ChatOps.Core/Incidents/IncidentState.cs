namespace ChatOps.Core.Incidents;

/// <summary>Where an incident stands, in the words of the API (<c>state</c>, camel case).</summary>
public enum IncidentState
{
    /// <summary>Level 1: the bot works on it.</summary>
    Recovering,

    /// <summary>A level is asked and nobody has it yet.</summary>
    AwaitingAcknowledgement,

    /// <summary>Somebody has it.</summary>
    Acknowledged,

    /// <summary>Level 4 is asked for a decision, or a chosen option runs.</summary>
    AwaitingDecision,

    /// <summary>Put off by a person until a time.</summary>
    Snoozed,

    /// <summary>A silence covers all its firing alerts.</summary>
    Silenced,

    /// <summary>It ended, or was merged into another.</summary>
    Resolved,
}

/// <summary>How an incident ended (rule 2.29).</summary>
public enum ResolvedBy
{
    /// <summary>An attempt's verify passed.</summary>
    Attempt,

    /// <summary>A person said so.</summary>
    Person,

    /// <summary>Its alerts resolved.</summary>
    Source,

    /// <summary>Its alerts were not repeated in time.</summary>
    Expired,

    /// <summary>It became part of another incident.</summary>
    Merged,
}
