using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Climbing;

/// <summary>A platform took a mention, by the incident's route, the fallback route or a digest. Only the first delivery of a mention counts.</summary>
/// <param name="Mention">The mention's number, from <see cref="Post.Mention"/>.</param>
/// <param name="Platform">The platform.</param>
public sealed record MentionDelivered(int Mention, string Platform) : IncidentInput(Actor.Bot);

/// <summary>The wait to acknowledge starts when the mention was first delivered on any platform (rule 2.12).</summary>
internal static class MentionDeliveredRule
{
    public static Decision Decide(Draft draft, MentionDelivered input)
    {
        if (draft.Ladder.Mention is not { DeliveredAt: null } mention || mention.Number != input.Mention) return draft.End();
        var wait = draft.Open && draft.Ladder.Pause is null ? draft.Times.Delivered() : null;
        draft.Record(new MentionArrived(draft.Now, draft.By, input.Mention, input.Platform, wait));
        return draft.End();
    }
}
