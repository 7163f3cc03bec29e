namespace ChatOps.Core.OnCall;

/// <summary>One service of the catalog (configuration <c>Services</c>), in the order of the configuration: the first whose <paramref name="Match"/> fits has the alert (rule 2.2).</summary>
/// <param name="Service">What an incident copies of it.</param>
/// <param name="Match">Matchers in Alertmanager's syntax, all of which must hold; empty: only an alert that names the service.</param>
/// <param name="Places">Where its incidents are told, by platform; wins over every route. Empty: by the routes.</param>
/// <param name="Recovery">What its runbooks may do.</param>
public sealed record CatalogEntry(Service Service, IReadOnlyList<string> Match, IReadOnlyDictionary<string, string> Places, RecoveryRules Recovery);

/// <summary>What runbooks may do to one service.</summary>
/// <param name="Enabled">False: acting steps of this service are dry runs (as <c>recovery off</c>, but for good).</param>
/// <param name="ApproveReversible">True: reversible steps wait for an approval too (rule 6.1).</param>
/// <param name="Approvers">Roles that may approve and run; empty: coordinators and above.</param>
/// <param name="Runbooks">Names of runbooks to use for this service, by challenge, instead of those that match.</param>
public sealed record RecoveryRules(
    bool Enabled,
    bool ApproveReversible,
    IReadOnlyList<string> Approvers,
    IReadOnlyDictionary<ChatOps.Core.Alerts.Challenge, string> Runbooks)
{
    /// <summary>On, reversible steps run by themselves, coordinators and above approve, runbooks by what they match.</summary>
    public static readonly RecoveryRules Default = new(true, false, [], new Dictionary<ChatOps.Core.Alerts.Challenge, string>());

    /// <summary>How many instances the service has (rule 6.8). 1 and up.</summary>
    public int Instances { get; init; } = 1;

    /// <summary>The share of its instances that may be acted on at once (rule 6.8). Above 0, 1 at most.</summary>
    public double MaxShare { get; init; } = 0.5;

    /// <summary>After so many incidents that a runbook failed in a row it is switched off for the service (rule 6.10). 0: never.</summary>
    public int OffAfter { get; init; } = 3;

    /// <summary>How many different people have to approve a step (rule 6.12). 1 to 5.</summary>
    public int Approvals { get; init; } = 1;

    /// <summary>True: whoever asked for an attempt may not approve its steps (rule 6.12).</summary>
    public bool AnotherApproves { get; init; }
}
