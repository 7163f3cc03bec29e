using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.NUnit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace ChatOps.Tests.Conventions;

/// <summary>Arrows between the folders of Core, which are its namespaces.</summary>
internal sealed class CoreArrows
{
    private static readonly Architecture Core = new ArchLoader().LoadAssemblies(ProductAssemblies.Core).Build();

    [TestCase("Incidents", "Commands")]
    [TestCase("Incidents", "Messages")]
    [TestCase("Alerts", "Commands")]
    [TestCase("Alerts", "Messages")]
    [TestCase("OnCall", "Commands")]
    [TestCase("OnCall", "Messages")]
    [TestCase("Recovery", "Commands")]
    [TestCase("Recovery", "Messages")]
    public void A_folder_does_not_see_the_one_that_looks_at_it(string folder, string forbidden) =>
        Types().That().ResideInNamespaceMatching($@"^ChatOps\.Core\.{folder}($|\.)")
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching($@"^ChatOps\.Core\.{forbidden}($|\.)"))
            .WithoutRequiringPositiveResults()
            .Check(Core);

    [Test]
    public void Namespaces_of_Core_are_its_folders()
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "bot", "ChatOps.Core"), "*", SearchOption.AllDirectories)
            .Select(folder => "ChatOps.Core." + Path.GetRelativePath(Path.Combine(Repository.Root, "bot", "ChatOps.Core"), folder).Replace(Path.DirectorySeparatorChar, '.'));
        var namespaces = ProductAssemblies.Core.GetTypes().Select(type => type.Namespace).OfType<string>().Where(name => name.StartsWith("ChatOps", StringComparison.Ordinal)).Distinct();

        Assert.That(namespaces, Is.SubsetOf(folders.Append("ChatOps.Core")));
    }
}
