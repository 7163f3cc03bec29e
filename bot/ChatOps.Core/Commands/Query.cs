using ChatOps.Core.Incidents;

namespace ChatOps.Core.Commands;

/// <summary>A question that the read side answers.</summary>
public abstract record Query
{
    private Query()
    {
    }

    /// <summary>How things stand in all.</summary>
    public sealed record Overview : Query;

    /// <summary>How an incident stands.</summary>
    /// <param name="Incident">Which.</param>
    public sealed record IncidentStatus(IncidentId Incident) : Query;

    /// <summary>How a service stands.</summary>
    /// <param name="Service">The service, as it was typed.</param>
    public sealed record ServiceStatus(string Service) : Query;

    /// <summary>Incidents, newest first.</summary>
    /// <param name="Scope">Which.</param>
    public sealed record Incidents(ListScope Scope) : Query;

    /// <summary>Who is called for what.</summary>
    /// <param name="Role">One role, as it was typed; null for all.</param>
    public sealed record OnCall(string? Role) : Query;

    /// <summary>The runbooks and how they fare.</summary>
    public sealed record Runbooks : Query;

    /// <summary>The three targets and how they are met.</summary>
    /// <param name="Period">How far back.</param>
    public sealed record Stats(TimeSpan Period) : Query;

    /// <summary>An incident's post-mortem.</summary>
    /// <param name="Incident">Which.</param>
    public sealed record PostMortem(IncidentId Incident) : Query;
}

/// <summary>Which incidents a list shows.</summary>
public enum ListScope
{
    /// <summary>Those that are open.</summary>
    Open,

    /// <summary>Open ones that the asker owns, or whose level asks one of their roles.</summary>
    Mine,

    /// <summary>All, ended ones too.</summary>
    All,
}
