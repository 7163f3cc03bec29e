using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Climbing;

/// <summary>No platform of the incident's route will ever take a mention: the fallback route is next, without waiting the 2 minutes (rule 2.12).</summary>
/// <param name="Mention">The mention's number, from <see cref="Post.Mention"/>.</param>
/// <param name="Because">Why, in words for people (<c>#payments is archived</c>).</param>
public sealed record MentionRefused(int Mention, string Because) : IncidentInput(Actor.Bot);

/// <summary>Rule 2.12.</summary>
internal static class MentionRefusedRule
{
    public static Decision Decide(Draft draft, MentionRefused input)
    {
        var waitsForIt = draft.Incident.Due(Clock.Undelivered) is not null && draft.Ladder.Mention?.Number == input.Mention;
        if (waitsForIt) ClockStruckRule.FallBack(draft, input.Because);
        return draft.End();
    }
}
