using ChatOps.Core.Alerts;
using ChatOps.Core.Delivery;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using ChatOps.GitHub;
using ChatOps.GitHub.Rendering;
using Microsoft.Extensions.Time.Testing;

namespace ChatOps.Tests.GitHub;

/// <summary>Messages, marks, labels and references as GitHub gets them.</summary>
internal sealed class TextsOnGitHub
{
    private static readonly Roster Roster = new(
        [new Person("ana", [], new Dictionary<string, string> { ["github"] = "ana-l" }), new Person("kim", [], new Dictionary<string, string> { ["github"] = "77" }), new Person("lea", [], new Dictionary<string, string> { ["slack"] = "U1" })],
        [new Responder("devops-coordinator", new Dictionary<string, string> { ["github"] = "acme/devops" })]);

    private static readonly GitHubDrawing Drawing = new(Roster, number => number == "77" ? "kim-now" : null, TimeZoneInfo.Utc, new FakeTimeProvider(), "/chatops");

    [Test]
    public void People_and_teams_are_called_by_their_present_names_and_whoever_has_none_is_named()
    {
        var message = new ChatMessage("s", [new Run.Mention("devops-coordinator"), new Run.Mention("ana"), new Run.Mention("kim"), new Run.Mention("lea")], [], []);

        Assert.That(Drawing.Draw(message), Does.Match("@acme/devops").And.Match("@ana-l").And.Match("@kim-now").And.Match("@\u2060lea"));
        Assert.That(Drawing.Draw(message, calls: false), Does.Not.Match("@(?!\u2060)"), "a head calls nobody");
    }

    [TestCase("@everyone @acme/devops")]
    [TestCase("```\n@ana\n```")]
    [TestCase("`@ana` <!-- @ana --> &#64;ana GH-12 #12 acme/shop#3")]
    [TestCase("/chatops resolve INC-1\n/chatops ack")]
    [TestCase("</details> <img src=x> [x](javascript:alert(1))")]
    public void Outside_text_is_shown_and_nothing_else(string text)
    {
        var message = new ChatMessage("s", [new Run.Text(text)], [new Block.Field("Symptoms", [[new Run.Text(text)], [new Run.Code(text)]]), new Block.Details("Log", text), new Block.Paragraph([new Run.Text(text)])], []);

        var drawn = Drawing.Draw(message);

        Assert.That(drawn, Does.Not.Match("@(?!\u2060)"), "no @ that is followed by a name, in code neither");
        // A fence that the text cannot close holds the log; what stands outside of it begins no line with a command.
        var outside = System.Text.RegularExpressions.Regex.Replace(drawn, @"(`{3,})text\n.*?\n\1(?!`)", "", System.Text.RegularExpressions.RegexOptions.Singleline);
        Assert.That(outside, Does.Not.Match(@"(?m)^\s{0,3}/chatops"));
        var shown = System.Text.RegularExpressions.Regex.Replace(outside, @"(?<![`\\])(`+)(?!`).*?(?<!`)\1(?!`)", "");
        Assert.That(shown, Does.Not.Match(@"(?<!\\)<img|(?<!\\)<!--|(?i)GH-1|#1|#3"));
    }

    [Test]
    public void Buttons_are_commands_to_reply_with()
    {
        var message = new ChatMessage("s", [new Run.Text("t")], [new Block.Choices("Options", [new Choice([new Run.Text("roll back")], new Button("Choose", "decide INC-1 rollback", new IncidentId(1), 1))])],
            [new Button("Acknowledge", "ack INC-1", new IncidentId(1), 1), new Button("Guide", "guide INC-1 ", new IncidentId(1), 1)]);

        Assert.That(Drawing.Draw(message), Does.Contain("`/chatops ack INC-1` · `/chatops guide INC-1 …`").And.Contain("1. roll back — `/chatops decide INC-1 rollback`"));
    }

    [Test]
    public void A_message_that_is_too_long_is_cut_below_what_GitHub_takes()
    {
        var message = new ChatMessage("s", [new Run.Text("t")], [.. Enumerable.Range(0, 40).Select(number => new Block.Details($"Log {number}", new string('€', 20_000)))], [new Button("Acknowledge", "ack INC-1", new IncidentId(1), 1)]);

        var drawn = Drawing.Draw(message);

        Assert.That(System.Text.Encoding.UTF8.GetByteCount(drawn), Is.LessThan(65_536));
        Assert.That(drawn, Does.Contain("cut").And.Contain("/chatops ack INC-1"), "what can be done is never cut");
    }

    [Test]
    public void Our_part_of_a_body_is_written_anew_and_what_people_wrote_stays()
    {
        var first = GitHubMarker.Place("Somebody's report.", GitHubMarker.Part("one", closed: false));
        var second = GitHubMarker.Place("Before.\n" + first + "\nAfter.", GitHubMarker.Part("two", closed: true));

        Assert.That(first, Does.StartWith("Somebody's report.\n\n"));
        Assert.That(second, Does.StartWith("Before.\nSomebody's report.").And.EndWith("\nAfter.").And.Contain("two").And.Not.Contain("one"));
        Assert.That((GitHubMarker.IsClosed("x"), GitHubMarker.IsClosed(first), GitHubMarker.IsClosed(second)), Is.EqualTo(((bool?)null, (bool?)false, (bool?)true)));
    }

    [Test]
    public void A_key_can_be_anything_and_its_mark_is_its_own()
    {
        var marked = GitHubMarker.Mark("text", "--> <b>");

        Assert.That(marked, Does.Not.Contain("<b>"));
        Assert.That((GitHubMarker.Carries(marked, "--> <b>"), GitHubMarker.Carries(marked, "other"), GitHubMarker.Carries(null, "x")), Is.EqualTo((true, false, false)));
    }

    [TestCase("acme/infra#12", "acme/infra#12")]
    [TestCase("Acme/Infra#12", "acme/infra#12")]
    [TestCase("acme/infra#12/3000000007", "acme/infra#12/3000000007")]
    [TestCase("acme#12", null)]
    [TestCase("acme/infra#x", null)]
    [TestCase("a/../b#1", null)]
    [TestCase(null, null)]
    public void References_are_read(string? text, string? reads) => Assert.That(GitHubReference.Read(text)?.ToString(), Is.EqualTo(reads));

    [Test]
    public void Labels_tell_how_it_stands()
    {
        var labels = GitHubLabels.Of(new HeadStanding("db is down", 2, IncidentState.AwaitingAcknowledgement, Challenge.ServiceDown, false));

        Assert.That(labels, Is.EqualTo((string[])["incident", "incident:level-2", "incident:awaiting-acknowledgement", "incident:ServiceDown"]));
        Assert.That(labels.All(GitHubLabels.IsOurs), Is.True);
        Assert.That(GitHubLabels.IsOurs("bug"), Is.False);
    }
}
