using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>A person rejects the step that waits; it is not offered any more.</summary>
/// <param name="Reason">Why, or null.</param>
public sealed record Reject(Actor By, string? Reason = null, int? Stamp = null) : CommandInput(By, Stamp);

/// <summary>Rule 6.2.</summary>
internal static class RejectRule
{
    public static Decision Decide(Draft draft, Reject input)
    {
        if (!draft.Open) return draft.Nothing(Standing.Of(draft.Incident, draft.Now));
        if (draft.Recovery.Approval is not { } approval) return draft.Nothing($"Nothing of {draft.Incident.Id} waits for an approval. {Standing.Of(draft.Incident, draft.Now)}");
        if (Rights.Named(draft, approval.Roles, "reject", $"reject \"{approval.Preview}\"") is { } no) return no;
        draft.Record(new ApprovalRejected(draft.Now, draft.By, approval, input.Reason));
        if (draft.Recovery.Running?.Number == approval.Attempt) draft.Do(new SignalAttempt(approval.Attempt, AttemptSignal.Rejected, draft.By.Name));
        draft.Tell(MessageKind.News);
        return draft.Done($"Rejected: {approval.Preview}. It is not offered any more.");
    }
}
