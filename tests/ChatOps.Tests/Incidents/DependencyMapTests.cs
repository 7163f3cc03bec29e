using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;

namespace ChatOps.Tests.Incidents;

internal sealed class DependencyMapTests
{
    [Test, Property("Rule", "6.7")]
    public void Needs_are_followed_over_any_number_of_steps_the_nearest_first()
    {
        var map = Map(("web", "shop"), ("shop", "pay cache"), ("pay", "db"), ("cache", ""), ("db", ""));

        Assert.That(map.NeededBy("web"), Is.EqualTo((string[])["shop", "pay", "cache", "db"]));
        Assert.That(map.DependantsOf("db"), Is.EquivalentTo((string[])["pay", "shop", "web"]));
        Assert.That((map.Related("web", "db"), map.Related("db", "WEB"), map.Related("cache", "db"), map.Related("db", "db")), Is.EqualTo((true, true, false, false)));
    }

    [Test, Property("Rule", "6.7")]
    public void Services_in_a_circle_are_no_reason_for_one_another_and_one_outside_it_waits_for_them()
    {
        var map = Map(("a", "b"), ("b", "c"), ("c", "a"), ("web", "a"), ("self", "self nothing"));

        Assert.That(map.NeededBy("a"), Is.Empty);
        Assert.That(map.DependantsOf("b"), Is.EqualTo((string[])["web"]));
        Assert.That(map.NeededBy("web"), Is.EqualTo((string[])["a", "b", "c"]));
        Assert.That(map.Related("a", "c"), Is.True, "they need one another all the same");
        Assert.That(map.NeededBy("self"), Is.Empty);
    }

    [Test, Property("Rule", "6.7")]
    public void The_root_is_the_one_that_needs_none_of_the_others_the_oldest_first()
    {
        var map = Map(("web", "shop cache"), ("shop", "pay"), ("pay", "db"), ("cache", ""), ("db", ""));
        DependencyDown[] down = [new(new IncidentId(1), "shop"), new(new IncidentId(9), "db"), new(new IncidentId(4), "pay"), new(new IncidentId(11), "cache")];

        Assert.That(DependencyDown.RootOf(down, map), Is.EqualTo(new DependencyDown(new IncidentId(9), "db")));
        Assert.That(DependencyDown.RootOf([], map), Is.Null);
    }

    [Test, Property("Rule", "6.7")]
    public void Of_a_circle_that_is_down_there_is_a_root()
    {
        var map = Map(("web", "a"), ("a", "b"), ("b", "a"));

        Assert.That(DependencyDown.RootOf([new(new IncidentId(5), "a"), new(new IncidentId(3), "b")], map)!.Service, Is.EqualTo("b"));
    }

    private static DependencyMap Map(params (string Name, string Needs)[] services) => new(services.Select(one =>
        Service.Unlisted(one.Name) with { DependsOn = one.Needs.Split(' ', StringSplitOptions.RemoveEmptyEntries) }));
}
