using System.Text.RegularExpressions;

namespace ChatOps.Tests.Conventions;

/// <summary>Rules that are seen in the text of a file and nowhere else.</summary>
internal sealed partial class SourceRules
{
    private const int MostLines = 350;

    private static IReadOnlyList<SourceFile> Product { get; } = Repository.Sources("bot", "adapters");

    private static IReadOnlyList<SourceFile> All { get; } = Repository.Sources("bot", "adapters", "tests");

    [Test]
    public void No_file_is_so_long_that_it_has_become_two_rooms() =>
        Assert.That(All.Where(file => file.Lines.Count > MostLines).Select(file => $"{file.Path}: {file.Lines.Count} lines, {MostLines} at most"), Is.Empty);

    // What the bot stores is Storage's; the databases that it looks into and mends are not ours.
    [Test]
    public void Storage_alone_speaks_SQL_and_the_actions_on_databases_of_others() =>
        Assert.That(Outside("bot/ChatOps.Storage").Where(file => !IsIn(file, "adapters/ChatOps.Operations/Postgres") && !IsIn(file, "adapters/ChatOps.Operations/Backup")).SelectMany(file => file.Find(Sql())), Is.Empty);

    [Test]
    public void Bot_alone_names_Quartz() =>
        Assert.That(Outside("bot/ChatOps.Bot").SelectMany(file => file.Find(Quartz())), Is.Empty);

    [Test]
    public void Nothing_is_left_for_later() =>
        Assert.That(Product.SelectMany(file => file.Find(LeftForLater())), Is.Empty);

    [Test]
    public void No_test_is_switched_off() =>
        Assert.That(Repository.Sources("tests").SelectMany(file => file.Find(SwitchedOff())), Is.Empty);

    [Test]
    public void The_scan_sees_the_sources() =>
        Assert.That(Product.Select(file => file.Path), Has.Some.EqualTo(Path.Combine("bot", "ChatOps.Bot", "Program.cs")));

    private static IEnumerable<SourceFile> Outside(string folder) => Product.Where(file => !IsIn(file, folder));

    private static bool IsIn(SourceFile file, string folder) => file.Path.StartsWith(folder.Replace('/', Path.DirectorySeparatorChar), StringComparison.Ordinal);

    [GeneratedRegex("""(using (Microsoft\.Data|Dapper|Npgsql))|"\s*(select\s.+\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|create\s+table\s)""", RegexOptions.IgnoreCase)]
    private static partial Regex Sql();

    [GeneratedRegex(@"\bQuartz\b")]
    private static partial Regex Quartz();

    [GeneratedRegex(@"NotImplementedException|\b(TODO|FIXME|HACK)\b")]
    private static partial Regex LeftForLater();

    [GeneratedRegex(@"\[(Ignore|Explicit)\b|Assert\.(Ignore|Pass)\(")]
    private static partial Regex SwitchedOff();
}
