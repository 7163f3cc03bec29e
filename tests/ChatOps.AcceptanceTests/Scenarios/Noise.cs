namespace ChatOps.AcceptanceTests.Scenarios;

/// <summary>What an alert of practice has beside what matters.</summary>
[Flags]
internal enum Noise
{
    None = 0,

    /// <summary>A dozen labels that mean nothing here, some of them hostile.</summary>
    OddLabels = 1,

    /// <summary>The alert comes three times.</summary>
    Repeated = 2,

    /// <summary>An alert of severity <c>info</c> of the same service comes first.</summary>
    InfoBefore = 4,

    /// <summary>It comes by Alertmanager's webhook instead of Prometheus's own way.</summary>
    ByWebhook = 8,

    /// <summary>Its description is long and holds lines that look like ours.</summary>
    LongDescription = 16,
}
