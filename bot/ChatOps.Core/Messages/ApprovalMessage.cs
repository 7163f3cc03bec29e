using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Messages;

/// <summary>A step waits for an approval (section 6 of the protocol).</summary>
internal static class ApprovalMessage
{
    /// <summary>What the runbook says of itself, who has to approve beside one, and how often it helped.</summary>
    private static IEnumerable<IReadOnlyList<Run>> More(Incident incident, OfferedApproval approval)
    {
        if (approval.Says is { } says) yield return Line.Of($"{says}");
        if (approval.Needed > 1) yield return Line.Of($"{approval.Needed} different people have to approve.");
        if (approval.NotBy is { } asker) yield return Line.Of($"{asker} asked for it and may not approve it.");
        if (incident.Recovery.Attempt(approval.Attempt)?.Score?.InWords() is { } words) yield return Line.Of($"{approval.Runbook:code} {words}.");
    }

    /// <summary>Asks those who may approve.</summary>
    public static ChatMessage Write(Incident incident, ApprovalAsked entry, MessageContext context)
    {
        var approval = entry.Approval;
        var coordinator = incident.Service.Domain == Domain.Backend ? Role.BackendCoordinator : Role.DevOpsCoordinator;
        IReadOnlyList<string> roles = approval.Roles.Count > 0 ? approval.Roles : [coordinator];
        var called = Line.Join(" ", roles.Take(3).Select(role => Line.Of($"{role:mention}")));
        var last = approval.WaitsUntil is { } until
            ? Line.Of($"Not approved by {until}, the attempt has failed; the step stays offered in the message to Level 2.")
            : Line.Of($"Its attempt has ended; approving runs the step as yours.");
        return new ChatMessage(
            OutsideText.Line($"L{incident.Ladder.Level} · {incident.Id} · approve? {approval.Preview} · {IncidentWords.What(incident)} ({IncidentWords.How(incident)})"),
            Line.Of($"{called} · {incident.Id:strong} · {IncidentWords.What(incident)} · {IncidentWords.How(incident)} · Level {incident.Ladder.Level} of 4 · {"an approval is asked":strong}"),
            [
                new Block.Field("Step", [Line.Of($"{approval.Preview} (step {approval.Step:code} of {approval.Runbook:code}, attempt {approval.Attempt})."), .. More(incident, approval)]),
                Fields.Symptoms(incident),
                Fields.Impact(incident),
                new Block.Paragraph(Line.Of($"{new Run.Link("Page", context.PageOf(incident.Id))}")),
            ],
            Buttons.Of(incident),
            last);
    }
}
