namespace ChatOps.Core.OnCall;

/// <summary>The names of the roles that the seed gives to the ladder; configuration may add others (<c>security-auditor</c>, …).</summary>
public static class Role
{
    /// <summary>Level 2 for services of the domain infrastructure.</summary>
    public const string DevOpsCoordinator = "devops-coordinator";

    /// <summary>Level 2 for services of the domain backend.</summary>
    public const string BackendCoordinator = "backend-coordinator";

    /// <summary>Level 3 for code, delivery and everything that is not the cloud architect's.</summary>
    public const string TechLead = "tech-lead-orchestrator";

    /// <summary>Level 3 for architecture, capacity, networks and recovery from disasters.</summary>
    public const string CloudArchitect = "cloud-architect";

    /// <summary>Level 4: the one who decides.</summary>
    public const string User = "user";

    /// <summary>Consulted by itself about incidents that are marked as a matter of security; no level of the ladder.</summary>
    public const string SecurityAuditor = "security-auditor";

    /// <summary>The roles of the ladder, the lowest level first.</summary>
    public static readonly IReadOnlyList<string> Ladder = [DevOpsCoordinator, BackendCoordinator, TechLead, CloudArchitect, User];

    /// <summary>The level (2 to 4) that a role of the ladder belongs to, or 0 for any other role.</summary>
    public static int LevelOf(string role) => role switch
    {
        DevOpsCoordinator or BackendCoordinator => 2,
        TechLead or CloudArchitect => 3,
        User => 4,
        _ => 0,
    };
}
