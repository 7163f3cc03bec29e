using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>A step of the running attempt waits for an approval.</summary>
/// <param name="Approval">What is asked, of whom, and until when the attempt waits.</param>
public sealed record ApprovalNeeded(OfferedApproval Approval) : IncidentInput(Actor.Bot);

/// <summary>Rules 6.1 and 6.2.</summary>
internal static class ApprovalNeededRule
{
    public static Decision Decide(Draft draft, ApprovalNeeded input)
    {
        var running = draft.Recovery.Running?.Number == input.Approval.Attempt;
        var known = draft.Recovery.Approval is { } old && old.Attempt == input.Approval.Attempt && old.Step == input.Approval.Step;
        if (!draft.Open || !running || known) return draft.End();
        draft.Record(new ApprovalAsked(draft.Now, draft.By, input.Approval));
        draft.Tell(MessageKind.Approval);
        return draft.End();
    }
}
