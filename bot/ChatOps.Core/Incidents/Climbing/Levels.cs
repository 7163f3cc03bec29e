using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Climbing;

/// <summary>Who each level is.</summary>
public static class Levels
{
    /// <summary>The level that is never left by itself: 4, or 3 for a service of criticality low (rule 2.4).</summary>
    public static int Top(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return incident.Service.Criticality == Criticality.Low && !incident.Major && incident.Ladder.Level < 4 ? 3 : 4;
    }

    /// <summary>The role that a level asks: Level 2 by the service's domain, Level 3 by the trigger that was named, else by the challenge (rule 2.19).</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="level">2 to 4.</param>
    public static string ResponderOf(Incident incident, int level)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return level switch
        {
            2 => incident.Service.Domain == Domain.Backend ? Role.BackendCoordinator : Role.DevOpsCoordinator,
            3 => incident.Ladder.Trigger is { } trigger ? Of(trigger) : Of(incident.Challenge),
            4 => Role.User,
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Levels 2 to 4 have a responder."),
        };
    }

    private static string Of(EscalationTrigger trigger) => trigger == EscalationTrigger.Pipeline ? Role.TechLead : Role.CloudArchitect;

    private static string Of(Challenge challenge) => challenge switch
    {
        Challenge.BackupFailure or Challenge.InfrastructureIssue or Challenge.NetworkIssue or Challenge.PerformanceIssue => Role.CloudArchitect,
        _ => Role.TechLead,
    };
}
