namespace ChatOps.Core.Alerts;

/// <summary>Whether an alert's condition holds.</summary>
public enum AlertStatus
{
    /// <summary>It holds.</summary>
    Firing,

    /// <summary>It held once and holds no more.</summary>
    Resolved,
}
