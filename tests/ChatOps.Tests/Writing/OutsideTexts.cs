using System.Text;
using CsCheck;

namespace ChatOps.Tests.Writing;

/// <summary>Protocol, section 4: text from outside is data; long values are cut and the cut is marked.</summary>
[Property("Rule", "4")]
internal sealed class OutsideTexts
{
    [TestCase("plain", "plain")]
    [TestCase("  two\n lines\t and  spaces ", "two lines and spaces")]
    [TestCase("\u001b[31mred\u001b[0m", "red")]
    [TestCase("a\u001b]0;title\u0007b", "ab")]
    [TestCase("a\u001b]8;;http://x\u001b\\link", "alink")]
    [TestCase("nul\0bell\abackspace\b", "nulbellbackspace")]
    [TestCase("user\u202Egnp.exe", "usergnp.exe")]
    [TestCase("\uD800half", "half")]
    [TestCase("<!channel> @everyone **b** `c`", "<!channel> @everyone **b** `c`")]
    [TestCase("日本語 ünïcode 🚒", "日本語 ünïcode 🚒")]
    public void A_line_is_clean_and_otherwise_as_it_was(string outside, string line) => Assert.That(OutsideText.Line(outside), Is.EqualTo(line));

    [Test]
    public void Sixty_four_kilobytes_are_cut_and_the_cut_is_marked()
    {
        var line = OutsideText.Line(new string('x', 65536), 100);

        Assert.That(line, Has.Length.EqualTo(100));
        Assert.That(line, Does.EndWith("x… (cut, 65,536 characters)"));
    }

    [Test]
    public void A_cut_leaves_no_half_character() =>
        Assert.That(OutsideText.Line(string.Concat(Enumerable.Repeat("🚒", 40)), 40), Does.Not.Match("\uD83D…"));

    [Test]
    public void Several_lines_stay_lines() => Assert.That(OutsideText.Lines("one\r\n  two\n\u001b[1mthree\u001b[0m\n"), Is.EqualTo("one\n  two\nthree"));

    [Test]
    public void No_text_breaks_the_bound_or_keeps_a_control_character() =>
        Gen.Select(Gen.String[Gen.Char['\0', '\uFFFF'], 0, 400], Gen.Int[1, 200]).Sample((text, most) =>
        {
            var line = OutsideText.Line(text, most);
            return line.Length <= most && !line.Any(char.IsControl) && line.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);
        });
}
