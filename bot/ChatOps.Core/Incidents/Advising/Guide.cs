using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Advising;

/// <summary>A responder says what to do.</summary>
/// <param name="Text">What; bounded.</param>
public sealed record Guide(Actor By, string Text, int? Stamp = null) : CommandInput(By, Stamp);

/// <summary>Guidance is kept for the levels above and for the post-mortem; it sets no deadline (rule 2.11).</summary>
internal static class GuideRule
{
    public static Decision Decide(Draft draft, Guide input)
    {
        if (Rights.LadderOrOwner(draft, "guide", "guide") is { } no) return no;
        if (!draft.Open) return draft.Nothing($"{Standing.Of(draft.Incident, draft.Now)} To write something down all the same: `note {draft.Incident.Id} <text>`.");
        draft.Record(new Guided(draft.Now, draft.By, draft.Ladder.Level, input.Text));
        draft.Tell(MessageKind.News);
        var retry = draft.Situation.Runbook is { } runbook ? $" To let {runbook.Name} try again: `retry {draft.Incident.Id}`." : "";
        return draft.Done($"Your guidance stands at {draft.Incident.Id}.{retry}");
    }
}
