using ChatOps.Core.Alerts;
using CsCheck;

namespace ChatOps.Tests.Alerts;

internal sealed class MatcherPropertyTests
{
    private static readonly Gen<string> Text = Gen.OneOf(Gen.String, Gen.String[Gen.Char["ab=!~{},\"\\'` \n.*|[](:)é"], 0, 12]);

    [Test]
    public void Any_text_is_a_matcher_or_a_clear_refusal() => Text.Sample(text =>
    {
        var good = Matcher.TryParse(text, out var matcher, out var problem);
        return good ? matcher!.Name.Length > 0 : problem!.Length > 0;
    });

    [Test]
    public void Any_matcher_reads_back_as_it_was_written() => Gen.Select(Text, Gen.Enum<MatchOperator>(), Text).Sample((name, op, value) =>
    {
        Matcher matcher;
        try
        {
            matcher = new Matcher(name, op, value);
        }
        catch (FormatException)
        {
            return true;
        }

        return Matcher.Parse(matcher.ToString()).Equals(matcher) && Matchers.Parse(new Matchers([matcher, matcher]).ToString()).Equals(new Matchers([matcher, matcher]));
    });

    [Test]
    public void A_plain_text_is_matched_by_itself_and_by_nothing_else() => Gen.Select(Gen.String, Gen.String).Sample((value, other) =>
        new Matcher("a", MatchOperator.Equal, value).Accepts(value) && new Matcher("a", MatchOperator.NotEqual, value).Accepts(other) == (value != other));
}
