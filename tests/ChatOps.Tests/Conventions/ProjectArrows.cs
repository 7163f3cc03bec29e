namespace ChatOps.Tests.Conventions;

/// <summary>Who may reference whom, as docs/architecture.md draws it.</summary>
internal sealed class ProjectArrows
{
    private static IReadOnlyList<ProjectFile> Adapters => Repository.Projects("adapters");

    private static IReadOnlyList<ProjectFile> Product => Repository.Projects("bot", "adapters");

    [Test]
    public void Core_references_no_project_and_no_package()
    {
        var core = Product.Single(project => project.Name == "ChatOps.Core");

        Assert.That(core.Projects, Is.Empty);
        Assert.That(core.Packages, Is.Empty);
    }

    [Test]
    public void Storage_and_Http_reference_Core_alone()
    {
        foreach (var name in (string[])["ChatOps.Storage", "ChatOps.Http"])
        {
            Assert.That(Product.Single(project => project.Name == name).Projects, Is.EquivalentTo((string[])["ChatOps.Core"]), name);
        }
    }

    [TestCaseSource(nameof(Adapters))]
    public void An_adapter_references_Core_and_Http_and_never_another_adapter(object adapter) =>
        Assert.That(((ProjectFile)adapter).Projects, Is.SubsetOf((string[])["ChatOps.Core", "ChatOps.Http"]));

    [TestCase("Microsoft.Data.Sqlite", "ChatOps.Storage")]
    [TestCase("Quartz", "ChatOps.Bot")]
    [TestCase("MudBlazor", "ChatOps.Bot")]
    public void A_package_that_belongs_to_one_room_is_referenced_there_alone(string package, string owner)
    {
        var users = Product.Where(project => project.Packages.Any(name => name == package || name.StartsWith(package + ".", StringComparison.Ordinal)));

        Assert.That(users.Select(project => project.Name), Is.EqualTo((string[])[owner]));
    }

    [Test]
    public void The_product_references_nothing_of_the_tests()
    {
        var tests = Repository.Projects("tests").Select(project => project.Name).ToArray();

        Assert.That(tests, Is.Not.Empty);
        Assert.That(Product.SelectMany(project => project.Projects).Intersect(tests), Is.Empty);
    }
}
