using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;

namespace ChatOps.Core.Messages;

/// <summary>What a level is asked (the table of section 3 of the protocol), as questions that can be answered.</summary>
internal static class Requests
{
    /// <summary>The question for the level that the incident stands at.</summary>
    public static string Question(Incident incident)
    {
        var service = incident.Service.Name;
        return incident.Ladder.Level >= 3 && incident.Ladder.Trigger is { } trigger ? Strategic(trigger, service) : Question(incident.Challenge, service);
    }

    private static string Question(Challenge challenge, string service) => challenge switch
    {
        Challenge.DeploymentFailed => $"Which deployment strategy should {service} follow now: roll back, fix forward, or hold?",
        Challenge.ServiceDown => $"Which resilience strategy brings {service} back and keeps it up?",
        Challenge.PerformanceIssue => $"Which optimisation or scaling strategy brings {service} back under its threshold?",
        Challenge.ContainerFailure => $"What should change in the container architecture of {service} (image, resources, placement) so that it stays up?",
        Challenge.NetworkIssue => $"What should change in the network architecture around {service}: route, name resolution, or the edge?",
        Challenge.ConfigurationError => $"Which configuration strategy is right for {service}: back to the last good one, or correct the setting?",
        Challenge.BackupFailure => $"Which disaster-recovery strategy holds for {service} while there is no good backup?",
        Challenge.PipelineFailure => $"Which pipeline strategy is right for {service}: run again, revert the change, or mend the pipeline?",
        Challenge.InfrastructureIssue => $"Which infrastructure strategy is right for {service}: replace what failed, apply what is declared, or declare what is there?",
        _ => $"What kind of problem is this, and what should be done about {service}? No rule names it, so no runbook could run.",
    };

    private static string Strategic(EscalationTrigger trigger, string service) => trigger switch
    {
        EscalationTrigger.Scalability => $"How should {service} be scaled, when it has reached what its design allows?",
        EscalationTrigger.Redesign => $"How should the infrastructure of {service} be redesigned so that this cannot come again, and what holds until then?",
        EscalationTrigger.Pipeline => $"How should the pipeline of {service} be restructured, and what holds until then?",
        EscalationTrigger.Dr => $"Which disaster-recovery strategy should {service} follow now?",
        _ => $"Which change of architecture does {service} need, and what holds until then?",
    };
}
