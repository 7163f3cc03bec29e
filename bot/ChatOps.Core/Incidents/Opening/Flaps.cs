namespace ChatOps.Core.Incidents.Opening;

/// <summary>Rule 2.31: too many changes between firing and resolved. It is said once; then news is only recorded until it is calm.</summary>
internal static class Flaps
{
    public static void Watch(Draft draft)
    {
        var policy = draft.Policy;
        var flap = draft.Incident.Flap;
        if (flap.Flapping || policy.FlappingAfter <= 0 || flap.Changes.Count < policy.FlappingAfter) return;
        if (draft.Now - flap.Changes[0] >= policy.FlappingWithin) return;
        draft.Record(new FlappingBegan(draft.Now, draft.By, flap.Changes.Count, policy.FlappingWithin));
        draft.Do(new Post(MessageKind.News, draft.Last));
    }
}
