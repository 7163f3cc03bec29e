using ChatOps.Core.Commands;

namespace ChatOps.Tests.Commands;

[Property("Rule", "5")]
internal sealed class WordsOfACommand
{
    [TestCase("ack INC-42", "ack|INC-42")]
    [TestCase("  ack\u00A0INC-42\n", "ack|INC-42")]
    [TestCase("""declare checkout "nobody can pay" --major""", "declare|checkout|nobody can pay|--major")]
    [TestCase("declare “two words” „drei Worte” «quatre»", "declare|two words|drei Worte|quatre")]
    [TestCase("note it can't be", "note|it|can't|be")]
    [TestCase("""silence job="db one" 2h""", """silence|job="db one"|2h""")]
    [TestCase("""silence {job="db", env=~"a|b"} 2h""", """silence|{job="db", env=~"a¦b"}|2h""")]
    [TestCase("""say "a \"quoted\" word" end""", """say|a "quoted" word|end""")]
    [TestCase("""say "never closed""", "say|never closed")]
    [TestCase("""say "" end""", "say||end")]
    [TestCase("", "")]
    public void Quotes_and_braces_hold_words_together(string text, string words)
    {
        var taken = new List<string>();
        for (var command = CommandWords.Of(text); command.Take() is { } word;) taken.Add(word.Replace('|', '¦'));

        Assert.That(string.Join('|', taken), Is.EqualTo(words));
    }

    [TestCase("note INC-4 pool  is full", "pool  is full")]
    [TestCase("note INC-4 \"pool is full\"", "pool is full")]
    [TestCase("note INC-4 he said \"pool is full\"", "he said \"pool is full\"")]
    [TestCase("note INC-4 one\ntwo", "one\ntwo")]
    [TestCase("note INC-4", null)]
    [TestCase("note INC-4 \"  \"", null)]
    public void The_rest_is_taken_as_it_was_typed(string text, string? rest)
    {
        var command = CommandWords.Of(text);
        command.Take();
        command.Take();

        Assert.That(command.TakeRest(), Is.EqualTo(rest));
        Assert.That(command.AtEnd, Is.True);
    }

    [Test]
    public void A_flag_is_found_anywhere_and_is_not_part_of_the_rest()
    {
        var command = CommandWords.Of("declare checkout nobody --major can pay");
        command.Take();
        command.Take();

        Assert.That(command.TakeFlag("--major"), Is.True);
        Assert.That(command.TakeRest(), Is.EqualTo("nobody can pay"));
    }

    [TestCase("30m", "00:30:00")]
    [TestCase("2h", "02:00:00")]
    [TestCase("1h30m", "01:30:00")]
    [TestCase("1.5h", "01:30:00")]
    [TestCase("90S", "00:01:30")]
    [TestCase("2d", "2.00:00:00")]
    [TestCase("1w", "7.00:00:00")]
    [TestCase("45min", "00:45:00")]
    [TestCase("PT30M", "00:30:00")]
    [TestCase("p1dt2h", "1.02:00:00")]
    public void A_duration_is_read(string word, string duration)
    {
        Assert.That(DurationWord.TryParse(word, out var read), Is.True);
        Assert.That(read, Is.EqualTo(TimeSpan.Parse(duration, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [TestCase("")]
    [TestCase(null)]
    [TestCase("30")]
    [TestCase("m")]
    [TestCase("0m")]
    [TestCase("-30m")]
    [TestCase("30m2h")]
    [TestCase("P1Y")]
    [TestCase("PT")]
    [TestCase("P")]
    [TestCase("99999999999d")]
    [TestCase("PT99999999999H")]
    [TestCase("367d")]
    [TestCase("soon")]
    public void What_is_no_duration_is_not_taken_for_one(string? word) => Assert.That(DurationWord.TryParse(word, out _), Is.False);

    [TestCase("akc", "ack")]
    [TestCase("resovle", "resolve")]
    [TestCase("Escalat", "escalate")]
    [TestCase("statsu", "status")]
    [TestCase("xyzzy", null)]
    public void The_nearest_word_is_the_one_that_was_meant(string typed, string? meant) =>
        Assert.That(Nearest.To(typed, ["ack", "unack", "resolve", "escalate", "status", "stats"]), Is.EqualTo(meant));
}
