using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Major;

/// <summary>One more critical service went down while this major incident is open; forwarded by that incident's decision.</summary>
/// <param name="Child">Its incident.</param>
public sealed record AddChild(MajorChild Child) : IncidentInput(Actor.Bot);

/// <summary>Rule 2.18.</summary>
internal static class AddChildRule
{
    public static Decision Decide(Draft draft, AddChild input)
    {
        if (!draft.Incident.Major || draft.Incident.Facts.Children.Any(child => child.Incident == input.Child.Incident)) return draft.End();
        draft.Record(new ChildLinked(draft.Now, draft.By, input.Child));
        draft.Tell(MessageKind.News);
        return draft.End();
    }
}
