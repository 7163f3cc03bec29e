using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.Incidents.Recovering;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Major;

/// <summary>Rule 2.18.</summary>
internal static class MajorRules
{
    /// <summary>Criticality <c>critical</c> and challenge <c>ServiceDown</c> (rule 2.17).</summary>
    public static bool IsCriticalDown(Incident incident) =>
        incident is { Major: false, Challenge: Challenge.ServiceDown } && incident.Service.Criticality == Criticality.Critical;

    /// <summary>A critical service has just gone down: it joins the open major incident, or makes one when the number rises to the figure.</summary>
    public static void Watch(Draft draft)
    {
        if (!draft.Open || !IsCriticalDown(draft.Incident)) return;
        var down = draft.Situation.CriticalDown;
        var figure = draft.Policy.MajorWhenCriticalDown;
        if (down.Major is { } major)
        {
            if (draft.Incident.Parent == major) return;
            draft.Record(new MajorJoined(draft.Now, draft.By, major));
            draft.Do(new Forward(major, new AddChild(Child(draft.Incident))));
        }
        else if (figure > 0 && Rises(draft.Incident, down.Others) == figure)
        {
            draft.Do(new Forward(null, new CriticalServicesDown(draft.Incident.Key.Environment, [.. down.Others, Child(draft.Incident)])));
        }
    }

    /// <summary>To how many services the number rises by this one; 0 when it was down already, by another incident.</summary>
    private static int Rises(Incident incident, IReadOnlyList<MajorChild> others)
    {
        var services = others.Select(child => child.Service).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return services.Add(incident.Service.Name) ? services.Count : 0;
    }

    /// <summary>The incident is a major one from now on: it stands at Level 4, and the user is called.</summary>
    public static void Begin(Draft draft, string because)
    {
        draft.Record(new MajorBegan(draft.Now, draft.By, because));
        if (draft.Recovery is { AutomaticUntil: null, Ended: null }) Recover.Stop(draft, RecoveryEnd.NoRunbook, "a major incident goes to the user at once", forGood: true);
        if (draft.Ladder.Level < 4) Climb.To(draft, 4, ClimbCause.Major, because);
    }

    /// <summary>Critical services that are down belong to the major incident from now on.</summary>
    public static void Adopt(Draft draft, IReadOnlyList<MajorChild> children)
    {
        foreach (var child in children.Where(child => draft.Incident.Facts.Children.All(known => known.Incident != child.Incident)))
        {
            draft.Record(new ChildLinked(draft.Now, draft.By, child));
            draft.Do(new Forward(child.Incident, new LinkToMajor(draft.Incident.Id)));
        }
    }

    /// <summary>A person declares it: those that are down already belong to it, unless they belong to another.</summary>
    public static void BeginDeclared(Draft draft)
    {
        Begin(draft, $"{draft.By.Name} declared it");
        if (draft.Situation.CriticalDown.Major is null) Adopt(draft, draft.Situation.CriticalDown.Others);
    }

    private static MajorChild Child(Incident incident) => new(incident.Id, incident.Service.Name, incident.Title, incident.Service.Impact);
}
