using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Resolving;

/// <summary>A person says that it is over.</summary>
/// <param name="Note">What they say about it, or null.</param>
public sealed record Resolve(Actor By, string? Note = null, int? Stamp = null) : CommandInput(By, Stamp);

/// <summary>Rules 2.23 and 2.24.</summary>
internal static class ResolveRule
{
    public static Decision Decide(Draft draft, Resolve input)
    {
        if (Rights.LadderOrOwner(draft, "resolve", "resolve") is { } no) return no;
        if (!draft.Open) return draft.Nothing(Standing.Of(draft.Incident, draft.Now));
        return Done(draft, input.Note);
    }

    public static Decision Done(Draft draft, string? note)
    {
        Ended.ByPerson(draft, note);
        var fires = draft.Incident.Alerts.Firing > 0;
        return draft.Done(fires
            ? $"{draft.Incident.Id} is resolved. What still fires is muted for {DurationText.Of(draft.Policy.MuteFor)}; should it fire on then, the incident reopens and you are called."
            : $"{draft.Incident.Id} is resolved.");
    }
}
