using ChatOps.Tests.Conventions;

namespace ChatOps.Tests.Incidents;

/// <summary>Executes docs/ladder-examples.md: each row is a test, and names the rule of docs/protocol.md that it shows.</summary>
internal sealed class LadderExamples
{
    internal static IReadOnlyList<(string Rule, string Given, string When, string Then)> Rows { get; } =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs", "ladder-examples.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2]))
            .Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (cells[0], cells[1], cells[2], cells[3])),
    ];

    private static IEnumerable<TestCaseData> Cases => Rows.Select(row =>
        new TestCaseData(row.Given, row.When, row.Then).SetName($"{row.Rule}: {row.Given} | {row.When} | {row.Then}".Replace('.', '_')).SetProperty("Rule", row.Rule));

    [TestCaseSource(nameof(Cases))]
    public void Example(string given, string when, string then)
    {
        var story = new Story();
        Phrase.Run(GivenAndWhen.Book, story, given);
        story.Mark();
        Phrase.Run(GivenAndWhen.Book, story, when);
        Phrase.Run(Then.Book, story, then);
    }

    [Test]
    public void Every_sentence_that_the_examples_may_use_is_used()
    {
        bool Unused(Phrase phrase, Func<(string Rule, string Given, string When, string Then), string> cells) =>
            !Rows.SelectMany(row => cells(row).Split(';', StringSplitOptions.TrimEntries)).Any(phrase.Pattern.IsMatch);

        Assert.That(GivenAndWhen.Book.Where(phrase => Unused(phrase, row => row.Given + ";" + row.When)).Select(phrase => phrase.Pattern), Is.Empty);
        Assert.That(Then.Book.Where(phrase => Unused(phrase, row => row.Then)).Select(phrase => phrase.Pattern), Is.Empty);
    }
}
