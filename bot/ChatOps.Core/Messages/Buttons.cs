using ChatOps.Core.Incidents;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Messages;

/// <summary>The buttons that the state allows, the likely one first, four at most.</summary>
internal static class Buttons
{
    private const int Most = 4;
    private const int LongestLabel = 60;

    /// <summary>Buttons of the incident as it stands.</summary>
    public static IReadOnlyList<Button> Of(Incident incident) => [.. Allowed(incident).Take(Most)];

    /// <summary>One button of this incident.</summary>
    public static Button Make(Incident incident, string label, string command, ButtonStyle style = ButtonStyle.Plain) =>
        new(OutsideText.Line(label, LongestLabel), command, incident.Id, incident.Stamp, style);

    private static IEnumerable<Button> Allowed(Incident incident)
    {
        var id = incident.Id;
        // While another attempt runs, approving would have to wait: one at a time (rule 2.8).
        var approval = incident.Recovery.Running is { } running && running.Number != incident.Recovery.Approval?.Attempt ? null : incident.Recovery.Approval;
        switch (incident.State)
        {
            case IncidentState.Resolved:
                if (incident.MergedInto is not null) yield break;
                if (incident.Ending?.Phase == EndingPhase.Closed) yield return Make(incident, "Post-mortem", $"postmortem {id}");
                yield return Make(incident, "Reopen", $"reopen {id}");
                yield break;
            case IncidentState.Recovering:
                if (approval is not null)
                {
                    yield return Approve(incident, approval, ButtonStyle.Primary);
                    yield return Make(incident, "Reject", $"reject {id}");
                }

                if (incident.Ladder.Owner is null) yield return Make(incident, "Acknowledge", $"ack {id}");
                yield return Make(incident, "Escalate", $"escalate {id}");
                yield return Make(incident, "Resolve", $"resolve {id}");
                yield break;
            case IncidentState.AwaitingDecision:
                yield return Make(incident, "Acknowledge", $"ack {id}", ButtonStyle.Primary);
                if (approval is not null && incident.Ladder.Option is null) yield return Approve(incident, approval, ButtonStyle.Plain);
                yield return Make(incident, "Resolve", $"resolve {id}");
                yield break;
            default:
                foreach (var button in OfAsked(incident, approval)) yield return button;
                yield break;
        }
    }

    private static IEnumerable<Button> OfAsked(Incident incident, OfferedApproval? approval)
    {
        var id = incident.Id;
        var acknowledged = incident.State == IncidentState.Acknowledged;
        if (!acknowledged) yield return Make(incident, "Acknowledge", $"ack {id}", ButtonStyle.Primary);
        if (approval is not null) yield return Approve(incident, approval, acknowledged ? ButtonStyle.Primary : ButtonStyle.Plain);
        if (acknowledged) yield return Make(incident, "Resolve", $"resolve {id}", approval is null ? ButtonStyle.Primary : ButtonStyle.Plain);
        yield return Make(incident, "Guide", $"guide {id} ");
        if (approval is null && incident.Recovery is { Runbook: not null, Running: null }) yield return Make(incident, "Retry", $"retry {id}");
        if (incident.Ladder.Level < 4) yield return Make(incident, "Escalate", $"escalate {id}");
    }

    private static Button Approve(Incident incident, OfferedApproval approval, ButtonStyle style) =>
        Make(incident, (approval.Needed > 1 ? $"Approve ({approval.Missing} more): " : "Approve: ") + approval.Preview, $"approve {incident.Id}", style);
}
