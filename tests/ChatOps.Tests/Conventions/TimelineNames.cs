using System.Reflection;
using System.Text.Json.Serialization;
using ChatOps.Core.Incidents;

namespace ChatOps.Tests.Conventions;

/// <summary>What is stored once is read for years.</summary>
internal sealed class TimelineNames
{
    private static readonly IReadOnlyList<JsonDerivedTypeAttribute> Names = [.. typeof(TimelineEntry).GetCustomAttributes<JsonDerivedTypeAttribute>()];

    private static IEnumerable<Type> Concrete(Type root) =>
        ProductAssemblies.Core.GetTypes().Where(type => root.IsAssignableFrom(type) && !type.IsAbstract);

    [Test]
    public void Every_kind_of_entry_has_a_name_in_storage() =>
        Assert.That(Names.Select(name => name.DerivedType), Is.EquivalentTo(Concrete(typeof(TimelineEntry))));

    [Test]
    public void No_two_kinds_share_a_name() =>
        Assert.That(Names.Select(name => name.TypeDiscriminator), Is.Unique.And.All.Match("^[a-z]+(-[a-z]+)*$"));

    [Test]
    public void Inputs_and_entries_are_closed() =>
        Assert.That(Concrete(typeof(TimelineEntry)).Concat(Concrete(typeof(IncidentInput))).Where(type => !type.IsSealed), Is.Empty);
}
