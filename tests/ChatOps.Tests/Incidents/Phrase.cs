using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatOps.Tests.Incidents;

/// <summary>One sentence that the table of examples may use, and what it does to a story.</summary>
/// <param name="Pattern">The sentence; a group is a part that may differ.</param>
/// <param name="Act">What it does, with the groups' texts.</param>
internal sealed record Phrase(Regex Pattern, Action<Story, IReadOnlyList<string>> Act)
{
    public static Phrase Of(string pattern, Action<Story, IReadOnlyList<string>> act) => new(new Regex($"^(?:{pattern})$", RegexOptions.CultureInvariant), act);

    public static Phrase Of(string pattern, Action<Story> act) => Of(pattern, (story, _) => act(story));

    /// <summary>Does each sentence of a cell in its turn; they are parted by semicolons.</summary>
    public static void Run(IReadOnlyList<Phrase> book, Story story, string cell)
    {
        foreach (var sentence in cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var known = book.Select(phrase => (phrase.Act, Match: phrase.Pattern.Match(sentence))).Where(phrase => phrase.Match.Success).ToList();
            Assert.That(known, Has.Count.EqualTo(1), $"\"{sentence}\" is no sentence of the examples, or is more than one.");
            known[0].Act(story, [.. known[0].Match.Groups.Cast<Group>().Skip(1).Select(group => group.Value)]);
        }
    }

    /// <summary><c>5 min</c>, <c>30 s</c>, <c>1 h</c>, <c>7 d</c>, also two of them.</summary>
    public const string Span = @"(\d+(?:\.\d+)? (?:ms|s|min|h|d)(?: \d+ (?:s|min|h))?)";

    public static TimeSpan Time(string text)
    {
        var words = text.Split(' ');
        var sum = TimeSpan.Zero;
        for (var index = 0; index < words.Length; index += 2)
        {
            var count = double.Parse(words[index], CultureInfo.InvariantCulture);
            sum += words[index + 1] switch
            {
                "ms" => TimeSpan.FromMilliseconds(count),
                "s" => TimeSpan.FromSeconds(count),
                "min" => TimeSpan.FromMinutes(count),
                "h" => TimeSpan.FromHours(count),
                _ => TimeSpan.FromDays(count),
            };
        }

        return sum;
    }

    public static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
