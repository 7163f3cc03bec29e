using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Major;

/// <summary>This incident belongs to a major one; forwarded by the decision that opened that one.</summary>
/// <param name="Parent">The major incident.</param>
public sealed record LinkToMajor(IncidentId Parent) : IncidentInput(Actor.Bot);

/// <summary>Rule 2.18: a child climbs as usual and links to its parent.</summary>
internal static class LinkToMajorRule
{
    public static Decision Decide(Draft draft, LinkToMajor input)
    {
        if (!draft.Open || draft.Incident.Parent == input.Parent) return draft.End();
        draft.Record(new MajorJoined(draft.Now, draft.By, input.Parent));
        draft.Tell(MessageKind.News);
        return draft.End();
    }
}
