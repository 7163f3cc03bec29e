using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Acknowledging;

/// <summary>A person takes the acknowledgement back (rule 2.13).</summary>
public sealed record Unacknowledge(Actor By, int? Stamp = null) : CommandInput(By, Stamp);

/// <summary>Rule 2.13: the rest of the budget to acknowledge; nothing is refilled.</summary>
internal static class UnacknowledgeRule
{
    public static Decision Decide(Draft draft, Unacknowledge input)
    {
        if (Rights.LevelOrOwner(draft, "unack", "take the acknowledgement of") is { } no) return no;
        var standing = Standing.Of(draft.Incident, draft.Now);
        if (!draft.Open) return draft.Nothing(standing);
        var has = draft.Ladder.Level == 1 ? draft.Ladder.Owner is not null : AcknowledgeRule.IsAcknowledged(draft.Ladder);
        if (!has) return draft.Nothing($"Nobody has acknowledged {draft.Incident.Id}. {standing}");
        draft.Record(new Unacknowledged(draft.Now, draft.By, draft.Ladder.Level == 1 ? null : draft.Times.Unacknowledged()));
        draft.Tell(MessageKind.News);
        return draft.Done($"Nobody has {draft.Incident.Id} any more. {Standing.Of(draft.Incident, draft.Now)}");
    }
}
