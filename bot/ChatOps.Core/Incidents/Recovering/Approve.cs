using System.Globalization;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>A person approves the step that waits; when its attempt has ended, approving runs it as theirs (rule 6.2).</summary>
/// <param name="OverrideBudget">True: they set aside the hourly budget by name.</param>
public sealed record Approve(Actor By, bool OverrideBudget = false, int? Stamp = null) : CommandInput(By, Stamp);

/// <summary>Rule 6.2.</summary>
internal static class ApproveRule
{
    public static Decision Decide(Draft draft, Approve input)
    {
        if (!draft.Open) return draft.Nothing(Standing.Of(draft.Incident, draft.Now));
        if (draft.Recovery.Approval is not { } approval) return draft.Nothing($"Nothing of {draft.Incident.Id} waits for an approval. {Standing.Of(draft.Incident, draft.Now)}");
        if (Rights.Named(draft, approval.Roles, "approve", $"approve \"{approval.Preview}\"") is { } no) return no;
        if (NotYet(draft, approval) is { } more) return more;
        if (draft.Recovery.Running?.Number == approval.Attempt) return GoOn(draft, approval);
        if (Refused(draft, approval, input.OverrideBudget, $"approve {draft.Incident.Id}") is { } refused) return refused;
        return draft.Done(PersonsAttempt.Started(draft, Run(draft, approval, input.OverrideBudget)));
    }

    /// <summary>What comes of an approval that is not the last one needed, or that this person may not give (rule 6.12); null when the step may run.</summary>
    public static Decision? NotYet(Draft draft, OfferedApproval approval)
    {
        var who = draft.By.Name;
        if (Rights.Another(draft, approval, "approve") is { } no) return no;
        if (approval.Given?.Contains(who, StringComparer.OrdinalIgnoreCase) == true) return draft.Nothing($"You have approved it already; {More(approval)} by somebody else.");
        var counted = approval with { Given = [.. approval.Given ?? [], who] };
        if (counted.Missing == 0) return null;
        draft.Record(new ApprovalCounted(draft.Now, draft.By, counted));
        draft.Tell(MessageKind.News);
        return draft.Done($"You approved: {approval.Preview}. It runs after {More(counted)} by somebody else.");
    }

    private static string More(OfferedApproval approval) =>
        approval.Missing == 1 ? "1 more approval" : string.Create(CultureInfo.InvariantCulture, $"{approval.Missing} more approvals");

    /// <summary>Why the offered step cannot run as a person's attempt now, as an answer; null when it can.</summary>
    public static Decision? Refused(Draft draft, OfferedApproval approval, bool overridden, string command) =>
        draft.Situation.AttemptRunbook is { } runbook ? PersonsAttempt.Refused(draft, runbook, overridden, command)
        : draft.Invalid($"{approval.Runbook}, whose step was offered, is not known any more. `runbooks` lists those there are.");

    /// <summary>The offered step runs as this person's attempt; returns its number.</summary>
    public static int Run(Draft draft, OfferedApproval approval, bool overridden, bool tell = true)
    {
        draft.Record(new ApprovalGiven(draft.Now, draft.By, approval));
        return PersonsAttempt.Start(draft, draft.Situation.AttemptRunbook!, approved: true, overridden, tell);
    }

    /// <summary>The attempt that waits for it goes on.</summary>
    public static Decision GoOn(Draft draft, OfferedApproval approval)
    {
        // The attempt is about to say that it waited in vain; its step is offered again then.
        if (approval.WaitsUntil <= draft.Now) return draft.Nothing("The attempt has just stopped waiting for it. Approve again in a moment: it then runs as your attempt.");
        draft.Record(new ApprovalGiven(draft.Now, draft.By, approval));
        draft.Do(new SignalAttempt(approval.Attempt, AttemptSignal.Approved, draft.By.Name));
        draft.Tell(MessageKind.News);
        return draft.Done($"Approved: {approval.Preview}.");
    }
}
