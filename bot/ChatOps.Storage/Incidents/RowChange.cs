namespace ChatOps.Storage.Incidents;

/// <summary>What was written of an incident.</summary>
public enum RowChange
{
    /// <summary>Its counts of alerts and its version, for nothing else of it changed.</summary>
    Counts,

    /// <summary>All of it.</summary>
    Body,
}
