namespace ChatOps.Core.OnCall;

/// <summary>The two domains of the ladder's second level.</summary>
public enum Domain
{
    /// <summary>Level 2 is <c>devops-coordinator</c>.</summary>
    Infrastructure,

    /// <summary>Level 2 is <c>backend-coordinator</c>.</summary>
    Backend,
}

/// <summary>How much a service matters.</summary>
public enum Criticality
{
    /// <summary>Waits run in working hours only; it stops at Level 3 (rule 2.4).</summary>
    Low,

    /// <summary>The default.</summary>
    Standard,

    /// <summary>All waits are halved; down, Level 2 is mentioned at once (rules 2.17 and 2.20).</summary>
    Critical,
}

/// <summary>What an incident knows of its service: a copy of the catalog's entry at the time it opened.</summary>
/// <param name="Name">The service's name.</param>
/// <param name="Domain">Who is Level 2.</param>
/// <param name="Criticality">How much it matters.</param>
/// <param name="InCatalog">False: served with defaults, observe steps only, and the incident says so (rule 2.2).</param>
/// <param name="Impact">What people lose when it is down, in the words of the catalog, or null.</param>
/// <param name="DependsOn">Names of the services it needs.</param>
/// <param name="Dependants">Names of the services that need it.</param>
/// <param name="Targets">What acting steps may act on (rule 6.3), by name.</param>
public sealed record Service(
    string Name,
    Domain Domain,
    Criticality Criticality,
    bool InCatalog,
    string? Impact,
    IReadOnlyList<string> DependsOn,
    IReadOnlyList<string> Dependants,
    IReadOnlyDictionary<string, string> Targets)
{
    /// <summary>A service that the catalog does not know: standard, infrastructure, nothing to act on.</summary>
    public static Service Unlisted(string name) =>
        new(name, Domain.Infrastructure, Criticality.Standard, false, null, [], [], new Dictionary<string, string>());
}
