using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.Recovering;
using ChatOps.Core.OnCall;

namespace ChatOps.Bot.Intake;

/// <summary>Services that are down while others need them (rule 6.7).</summary>
internal static class Roots
{
    /// <summary>The root that a service waits for in an environment, or null.</summary>
    public static DependencyDown? Of(IntakeSession session, Service service, string environment)
    {
        var map = session.World.Catalog.Dependencies;
        var needed = map.NeededBy(service.Name);
        if (needed.Count == 0) return null;
        List<DependencyDown> down = [];
        foreach (var name in needed)
        {
            var first = session.Transaction.Incidents.Standing(name, environment).FirstOrDefault(one => DependencyDown.IsDown(one.Challenge, one.State));
            if (first is not null) down.Add(new(first.Incident, name));
        }

        return down.Count == 0 ? null : DependencyDown.RootOf(down, map);
    }

    /// <summary>Tells those that wait under an incident that it is over, once the inputs of the transaction have been decided.</summary>
    public static void Watch(IntakeSession session, Incident? before, Incident after)
    {
        if (before is null || !DependencyDown.IsDown(before) || DependencyDown.IsDown(after)) return;
        foreach (var dependant in session.World.Catalog.Dependencies.DependantsOf(after.Service.Name)) session.Later(() => Tell(session, dependant, after));
    }

    private static void Tell(IntakeSession session, string dependant, Incident root)
    {
        foreach (var id in session.Transaction.Incidents.OpenOf(dependant))
        {
            if (session.Find(id)?.Recovery.Under?.Root.Incident == root.Id) session.Feed(id, new DependencyEnded(root.Id));
        }
    }
}
