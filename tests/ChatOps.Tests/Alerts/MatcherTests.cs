using System.Diagnostics;
using ChatOps.Core.Alerts;

namespace ChatOps.Tests.Alerts;

internal sealed class MatcherTests
{
    [TestCase("alertname=TargetDown", "alertname", MatchOperator.Equal, "TargetDown")]
    [TestCase("  alertname =\t\"TargetDown\"  ", "alertname", MatchOperator.Equal, "TargetDown")]
    [TestCase("severity!=info", "severity", MatchOperator.NotEqual, "info")]
    [TestCase("job=~api|web", "job", MatchOperator.Fits, "api|web")]
    [TestCase("job!~\"a.*\"", "job", MatchOperator.FitsNot, "a.*")]
    [TestCase("foo=", "foo", MatchOperator.Equal, "")]
    [TestCase("foo=\"\"", "foo", MatchOperator.Equal, "")]
    [TestCase("a:b=c", "a:b", MatchOperator.Equal, "c")]
    [TestCase("foo=\"say \\\"hi\\\"\\nnow\"", "foo", MatchOperator.Equal, "say \"hi\"\nnow")]
    [TestCase("foo=\"a\\\\b\\tc\"", "foo", MatchOperator.Equal, "a\\b\\tc")]
    [TestCase("foo==bar", "foo", MatchOperator.Equal, "=bar")]
    [TestCase("foo=a b", "foo", MatchOperator.Equal, "a b")]
    public void Classic_syntax(string text, string name, MatchOperator op, string value) =>
        Assert.That(Matcher.Parse(text), Is.EqualTo(new Matcher(name, op, value)));

    [TestCase("host.name=web", "host.name", MatchOperator.Equal, "web")]
    [TestCase("\"host name\"=~\"web|api\"", "host name", MatchOperator.Fits, "web|api")]
    [TestCase("größe!=klein", "größe", MatchOperator.NotEqual, "klein")]
    [TestCase("\"a\\u00e9\"=\"x\\ty\"", "aé", MatchOperator.Equal, "x\ty")]
    [TestCase("host.name=web,", "host.name", MatchOperator.Equal, "web")]
    public void Utf8_syntax_reads_what_the_classic_one_refuses(string text, string name, MatchOperator op, string value) =>
        Assert.That(Matcher.Parse(text), Is.EqualTo(new Matcher(name, op, value)));

    [TestCase("", "it is empty")]
    [TestCase("foo", "an operator (=, !=, =~ or !~) is expected at character 4")]
    [TestCase("{foo=bar}", "one matcher stands without braces")]
    [TestCase("foo=\"bar", "the closing quote is missing")]
    [TestCase("foo=ba\"r", "a comma is expected at character 7")]
    [TestCase("host.name=", "a value is expected at character 11")]
    [TestCase("=bar", "the name of a label is expected at character 1")]
    [TestCase("host.name=a,host.name=b", "there are 2, and one is expected")]
    [TestCase("\"a\\q\"=b", "\\q is no escape")]
    public void What_is_no_matcher_is_refused_with_the_place(string text, string why) =>
        Assert.That(() => Matcher.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains(why));

    [TestCase("foo=~\"(\"", "cannot be used")]
    [TestCase("foo=~\"a)|(b\"", "cannot be used")]
    [TestCase("foo=~\"(?=a)b\"", "cannot be used")]
    [TestCase("foo=~\"(a)\\\\1\"", "cannot be used")]
    [TestCase("foo=~\"[[:nothing:]]\"", "there is no character class [:nothing:]")]
    [TestCase("foo=~\"((a{0,1000}){0,1000}){0,1000}\"", "cannot be used")]
    public void A_regular_expression_that_cannot_be_used_is_refused(string text, string why) =>
        Assert.That(() => Matcher.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains(why));

    [Test]
    public void A_regular_expression_is_bounded_in_length() =>
        Assert.That(() => new Matcher("foo", MatchOperator.Fits, new string('a', 5000)), Throws.TypeOf<FormatException>().With.Message.Contains("4096 are allowed"));

    [TestCase("job=api", true)]
    [TestCase("job=ap", false)]
    [TestCase("job!=api", false)]
    [TestCase("job=~ap", false)]
    [TestCase("job=~ap.", true)]
    [TestCase("job=~web|api", true)]
    [TestCase("job=~web|ap", false)]
    [TestCase("job!~web|api", false)]
    [TestCase("job=~\"a|.pi\"", true)]
    [TestCase("job=~\"(?P<x>a)pi\"", true)]
    [TestCase("job=~\"[[:alpha:]]+\"", true)]
    [TestCase("job=~\"[[:digit:][:upper:]]+\"", false)]
    [TestCase("job=~\"(?i)API\"", true)]
    [TestCase("team!=x", true)]
    [TestCase("team=~\".*\"", true)]
    [TestCase("team=~\".+\"", false)]
    [TestCase("team=", true)]
    [TestCase("job=", false)]
    public void A_matcher_holds_for_the_whole_value_and_sees_a_missing_label_as_empty(string text, bool holds) =>
        Assert.That(Matcher.Parse(text).Matches(LabelSet.Of(("job", "api"))), Is.EqualTo(holds));

    [Test]
    public void An_expression_that_takes_too_long_holds_neither_way_and_is_cut_short()
    {
        var labels = LabelSet.Of(("job", new string('a', 200_000) + "b"));
        var clock = Stopwatch.StartNew();

        Assert.That(new Matcher("job", MatchOperator.Fits, "(.*a){900}").Matches(labels), Is.False);
        Assert.That(new Matcher("job", MatchOperator.FitsNot, "(.*a){900}").Matches(labels), Is.False);
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    [TestCase("{alertname=\"TargetDown\", job=~\"api|web\"}", 2)]
    [TestCase("alertname=TargetDown,job=api", 2)]
    [TestCase("{foo=\"a,b\",}", 1)]
    [TestCase("{}", 0)]
    [TestCase("", 0)]
    [TestCase("{\"host name\"=\"a\", b!=\"\"}", 2)]
    public void A_list_is_separated_by_commas_outside_quotes(string text, int count) =>
        Assert.That(Matchers.Parse(text), Has.Count.EqualTo(count));

    [TestCase("{foo=bar", true)]
    [TestCase("{host.name=bar", false)]
    [TestCase("foo=bar,,x=y", false)]
    [TestCase("foo=bar}x", true)]
    public void A_brace_that_is_missing_is_tolerated_where_Alertmanager_tolerates_it(string text, bool good) =>
        Assert.That(() => Matchers.Parse(text), good ? Throws.Nothing : Throws.TypeOf<FormatException>());

    [Test]
    public void All_matchers_of_a_list_have_to_hold()
    {
        var labels = LabelSet.Of(("job", "api"), ("team", "x"));

        Assert.That(Matchers.Parse(["job=api", "team=x"]).Matches(labels), Is.True);
        Assert.That(Matchers.Parse(["job=api", "team=y"]).Matches(labels), Is.False);
        Assert.That(Matchers.None.Matches(labels), Is.True);
    }

    [TestCase("alertname", MatchOperator.Equal, "Target \"\\\n")]
    [TestCase("host.name", MatchOperator.NotEqual, "web")]
    [TestCase("a \" b", MatchOperator.FitsNot, "x|y")]
    public void What_is_written_reads_back_the_same(string name, MatchOperator op, string value)
    {
        var matcher = new Matcher(name, op, value);

        Assert.That(Matcher.Parse(matcher.ToString()), Is.EqualTo(matcher));
    }

    [Test]
    public void Trying_gives_the_matcher_or_the_problem()
    {
        Assert.That(Matcher.TryParse("a=b", out var matcher, out var problem), Is.True);
        Assert.That((matcher, problem), Is.EqualTo((new Matcher("a", MatchOperator.Equal, "b"), (string?)null)));
        Assert.That(Matcher.TryParse("a", out matcher, out problem), Is.False);
        Assert.That(matcher, Is.Null);
        Assert.That(problem, Does.StartWith("'a' is no label matcher"));
    }
}
