namespace ChatOps.Core.Alerts;

/// <summary>How bad the sender says it is. Missing or unknown words are <see cref="Warning"/> (rule 2.3).</summary>
public enum Severity
{
    /// <summary>Recorded, never opened (Watchdog has it).</summary>
    None,

    /// <summary>Recorded, never opened.</summary>
    Info,

    /// <summary>The default.</summary>
    Warning,

    /// <summary>Somebody is hurt by it now.</summary>
    Critical,
}
