using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using static ChatOps.Tests.Messages.Sample;

namespace ChatOps.Tests.Messages;

/// <summary>Section 4 of the protocol and rule 2.29: one page, from the record alone.</summary>
[Property("Rule", "2.29")]
internal sealed class PostMortems
{
    private static readonly MarkdownPipeline Reader = new MarkdownPipelineBuilder().UseAdvancedExtensions().Build();

    private static readonly EarlierIncident[] Earlier =
    [
        new(new IncidentId(31), At("02:00").AddDays(-3), At("02:20").AddDays(-3), "by ana, at Level 2"),
        new(new IncidentId(12), At("02:00").AddDays(-20), null, "merged into INC-11"),
    ];

    private static readonly TimelineEntry[] Timeline =
    [
        new AttemptStarted(At("03:05"), Actor.Bot, 1, "restart-service", null, At("03:10"), false, false, false),
        new AttemptStepped(At("03:05:30"), Actor.Bot, 1, "restart", "command", Risk.Reversible, true, "restarted checkout-1", null, TimeSpan.FromSeconds(2)),
        new AttemptFinished(At("03:06:30"), Actor.Bot, 1, AttemptOutcome.Failed, Level2().Recovery.Attempts[0].Report!, false),
        Entered2(),
        new MessageSent(At("03:12:01"), Actor.Bot, "local", "main", "Problem: …", "7", 1),
        new Acknowledged(At("03:14"), Ana, "ana", Acknowledged().Ladder.Wait),
        new Guided(At("03:15"), Ana, 2, "roll back | or not"),
        new IncidentResolved(At("03:21"), Ana, ResolvedBy.Person, "ana", "doubled the pool", null, 2, EndingPhase.Window, new Deadline(At("03:31"), DeadlineReason.WindowEnds)),
    ];

    private static Incident Over => Resolved(Acknowledged(), ResolvedBy.Person, "ana", "03:21", EndingPhase.Closed, null, 2, note: "doubled the pool");

    [Test]
    public void A_post_mortem_reads() => Golden.Check("postmortem.md", PostMortem.Write(Over, Timeline, Earlier, 2, At("03:31"), Context));

    [Test]
    public void One_that_self_recovery_ended_reads() => Golden.Check("postmortem-self-recovery.md", PostMortem.Write(MendedByItself, [], [], 1, At("03:21"), Context));

    [Test]
    public void It_is_a_page_with_every_part_and_a_table_of_times()
    {
        var document = Markdown.Parse(PostMortem.Write(Over, Timeline, Earlier, 1, At("03:31"), Context), Reader);

        Assert.That(document.Descendants<HeadingBlock>().Select(heading => heading.Inline!.FirstChild!.ToString()!.Replace("\u2060", "", StringComparison.Ordinal)).Skip(1), Is.EqualTo((string[])
        [
            "Times", "Impact", "What each level did", "Why the earlier tries did not help", "Timeline", "Has it happened before", "Follow-ups",
        ]));
        Assert.That(document.Descendants<Table>().Select(table => table.Count), Is.EqualTo((int[])[5, 7]), "rows of the times and of the timeline, steps and messages left out");
        Assert.That(document.Descendants<LinkInline>().Select(link => link.Url), Is.EqualTo((string[])["http://127.0.0.1:8080/incidents/INC-31", "http://127.0.0.1:8080/incidents/INC-12"]));
    }

    [TestCase("**b** [x](http://evil.example) <script>alert(1)</script> | cell | `c` @everyone ![i](http://evil.example/i.png)")]
    [TestCase("# heading\n\n- list\n\n| a | b |\n|---|---|\n```\ncode")]
    public void What_strangers_wrote_is_shown_and_formats_nothing(string text)
    {
        var incident = Over with
        {
            Title = text,
            Service = Over.Service with { Name = text, Impact = text },
            Ending = Over.Ending! with { Note = text },
            Facts = Over.Facts with { Stays = [Over.Facts.Stays[0] with { LeftBecause = text }], Guidance = [new Remark(At("03:15"), "ana", 2, text)] },
        };
        var document = Markdown.Parse(PostMortem.Write(incident, [new Guided(At("03:15"), Ana, 2, text), new Noted(At("03:16"), Actor.Person(text, [], "api"), text)], [], 1, At("03:31"), Context), Reader);

        Assert.That(document.Descendants<HeadingBlock>().Count(), Is.EqualTo(8));
        Assert.That(document.Descendants<LinkInline>(), Is.Empty);
        Assert.That(document.Descendants<HtmlInline>(), Is.Empty);
        Assert.That(document.Descendants<HtmlBlock>(), Is.Empty);
        Assert.That(document.Descendants<EmphasisInline>(), Is.Empty);
        Assert.That(document.Descendants<FencedCodeBlock>(), Is.Empty);
        Assert.That(document.Descendants<Table>().Select(table => table.Count), Is.EqualTo((int[])[5, 3]));
    }

    [Test]
    public void A_long_timeline_stays_one_page_and_says_what_is_left_out()
    {
        var timeline = Enumerable.Range(1, 1000).Select(i => new Noted(At("03:05").AddSeconds(i), Ana, $"note {i}.")).ToList();

        var page = PostMortem.Write(Over, timeline, [], 1, At("03:31"), Context);

        Assert.That(page.Split('\n').Count(line => line.Contains("noted:", StringComparison.Ordinal)), Is.EqualTo(60));
        Assert.That(page, Does.Contain("940 entries are left out").And.Contain("note 1.").And.Contain("note 1000."));
    }

    [Test]
    public void A_follow_up_has_an_owner_or_is_called_unowned() =>
        Assert.That(
            PostMortem.Write(Over, Timeline, Earlier, 1, At("03:31"), Context).Split("## Follow-ups\n\n")[1].Trim().Split('\n'),
            Is.All.Match(@"\((owner: \S+|unowned)\)$"));

    private static Incident MendedByItself => Resolved(
        Open() with
        {
            Recovery = new RecoveryTrack
            {
                State = RecoveryState.Ended,
                Runbook = "repair-image",
                AutomaticUsed = 1,
                Ended = RecoveryEnd.Mended,
                EndedBecause = "verify passed",
                Attempts = [new AttemptSummary(1, "repair-image", null, At("03:05"), At("03:06:12"), AttemptOutcome.Passed, new AttemptReport(["read logs"], [], "tag 2.4.1 does not exist", "set the image back to 2.4.0", "health passed 3 of 3", 1, At("03:06")))],
            },
        },
        ResolvedBy.Attempt, null, "03:06:12", EndingPhase.Closed, null, 1, 1);
}
