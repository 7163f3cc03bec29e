using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;
using static ChatOps.Tests.Messages.Sample;

namespace ChatOps.Tests.Messages;

/// <summary>Section 4 of the protocol: what people read, word by word, in the files of the folder Golden.</summary>
[Property("Rule", "4")]
internal sealed class TextsOfMessages
{
    private static readonly AttemptSummary Passed = new(
        1, "repair-image", null, At("03:05"), At("03:06:12"), AttemptOutcome.Passed,
        new AttemptReport(
            ["read logs and events", "compared the image with the last good one"], ["ImagePullBackOff, 6 restarts in 10 min"], "ImagePullBackOff: tag 2.4.1 does not exist in the registry",
            "set the image back to 2.4.0 (last good, ran 9 days)", "ready after 14 s; health passed 3 of 3", 1, At("03:06")));

    private static readonly OfferedApproval Waits = new(1, "restart-service", "roll-back", "roll back checkout to 1.8.2", [Role.BackendCoordinator], At("03:08"))
    {
        Says = "Puts the last version back; orders that only the new one can read wait.",
        Seen = ["GET /health answered 503 after 12 ms", "checkout runs 1.8.3 since 02:51 UTC"],
    };

    private static Incident Mended => Resolved(
        Open() with { Recovery = new RecoveryTrack { State = RecoveryState.Ended, Runbook = "repair-image", AutomaticUsed = 1, Ended = RecoveryEnd.Mended, EndedBecause = "verify passed", Attempts = [Passed] } },
        ResolvedBy.Attempt, null, "03:06:12", EndingPhase.Settling, new Deadline(At("03:11:12"), DeadlineReason.SettlingEnds), 1, 1);

    private static Incident MendedAfterTheCall => Resolved(
        Level2() with { Recovery = Mended.Recovery }, ResolvedBy.Attempt, null, "03:13", EndingPhase.Settling, new Deadline(At("03:18"), DeadlineReason.SettlingEnds), 1, 1);

    private static Incident ResolvedByAna => Resolved(
        Acknowledged(), ResolvedBy.Person, "ana", "03:21", EndingPhase.Window, new Deadline(At("03:31"), DeadlineReason.WindowEnds), 2, note: "doubled the pool");

    private static Incident Unknown => Level2() with
    {
        Key = new IncidentKey("", "sidecar-7", ChatOps.Core.Alerts.Challenge.Unknown),
        Service = ChatOps.Core.OnCall.Service.Unlisted("sidecar-7"),
        Title = "SomethingOdd",
        Recovery = RecoveryTrack.Idle with { EndedBecause = "no rule names its challenge, so no runbook fits", Ended = RecoveryEnd.NoRunbook },
        Facts = Level2().Facts with { Alerts = [], Notes = ["sidecar-7 is not in the catalog; it is served with defaults"] },
    };

    private static readonly (string Name, Incident Incident, TimelineEntry About, MessageKind Kind)[] Messages =
    [
        ("level1-mended", Mended, new AttemptFinished(At("03:06:12"), Actor.Bot, 1, AttemptOutcome.Passed, Passed.Report!, false), MessageKind.Report),
        ("level1-not-mended", Level2(), new RecoveryEnded(At("03:08:30"), Actor.Bot, RecoveryEnd.AttemptsUsed, "both attempts failed", TimeSpan.Zero, false), MessageKind.Report),
        ("level2", Level2(), Entered2(), MessageKind.Mention),
        ("level2-at-once", AtOnce, Entered2() with { Cause = ClimbCause.CriticalDown, Because = "checkout is critical and down: Level 2 is called at once, while self-recovery works" }, MessageKind.Mention),
        ("level2-unknown", Unknown, Entered2() with { Because = "no rule names its challenge, so no runbook fits" }, MessageKind.Mention),
        ("level3", Level3(), new LevelEntered(At("03:47"), Ana, 3, 2, ClimbCause.Asked, "ana asked for it (redesign: pool is shared with invoices)", Mention3, null, Level3().Ladder.Wait), MessageKind.Mention),
        ("level4", Level4(), new LevelEntered(At("04:36"), Actor.Bot, 4, 3, ClimbCause.NotAcknowledged, "nobody acknowledged within 7 min 30 s", Mention4, null, Level4().Ladder.Wait), MessageKind.Mention),
        ("level4-again", Level4() with { Facts = Level4().Facts with { LastOptionFailure = "health still 503 after 60 s" } }, new MentionedAgain(At("05:06"), Actor.Bot, Mention4 with { Number = 4 }, AgainCause.OptionEnded, "retry did not mend it, health still 503 after 60 s", Level4().Ladder.Wait), MessageKind.Reminder),
        ("fallback", Level2(), new MentionFellBack(At("03:14"), Actor.Bot, 1, "#payments is archived"), MessageKind.Mention),
        ("reminder", Level2(), new Reminded(At("03:14:30"), Actor.Bot, true, Role.BackendCoordinator, TimeSpan.FromMinutes(2.5), Role.TechLead), MessageKind.Reminder),
        ("approval", Open() with { Recovery = Open().Recovery with { State = RecoveryState.AwaitingApproval, Approval = Waits } }, new ApprovalAsked(At("03:05:30"), Actor.Bot, Waits), MessageKind.Approval),
        ("rejected", Open(), new ApprovalRejected(At("03:06"), Ana, Waits, "it would lose orders"), MessageKind.News),
        ("acknowledged", Acknowledged(), new Acknowledged(At("03:14"), Ana, "ana", Acknowledged().Ladder.Wait), MessageKind.News),
        ("overtaken", MendedAfterTheCall, new IncidentResolved(At("03:13"), Actor.Bot, ResolvedBy.Attempt, null, null, 1, 1, EndingPhase.Settling, new Deadline(At("03:18"), DeadlineReason.SettlingEnds)), MessageKind.News),
        ("resolved", ResolvedByAna, new IncidentResolved(At("03:21"), Ana, ResolvedBy.Person, "ana", "doubled the pool", null, 2, EndingPhase.Window, new Deadline(At("03:31"), DeadlineReason.WindowEnds)), MessageKind.News),
        ("reopened", Acknowledged(), new IncidentReopened(At("03:26"), Actor.Bot, ReopenCause.FiredAgain, "BlackboxProbeFailed fired again", Acknowledged().Ladder.Wait), MessageKind.News),
        ("consulted", Acknowledged(), new Consulted(At("03:16"), Ana, "security-auditor", "was this address known to us?"), MessageKind.News),
        ("guided", Acknowledged(), new Guided(At("03:16"), Ana, 2, "roll back, the pool came with 1.8.3"), MessageKind.News),
        ("flapping", Open(), new FlappingBegan(At("03:20"), Actor.Bot, 4, TimeSpan.FromMinutes(30)), MessageKind.News),
        ("merged", Resolved(Level2(), ResolvedBy.Merged, "ana", "03:15", EndingPhase.Closed, null, 2) with { MergedInto = new IncidentId(40) }, new IncidentMerged(At("03:15"), Ana, new IncidentId(40)), MessageKind.News),
        ("accepted", Level4() with { Ladder = Level4().Ladder with { State = IncidentState.Silenced, Deadline = Silenced.Deadline } }, new SilencePauseBegan(At("04:36"), Actor.Person("user", [Role.User], "local"), SilencePauseBegan.Accepted, "user accepted INC-42", Silenced), MessageKind.News),
        ("closed", ResolvedByAna with { Ending = ResolvedByAna.Ending! with { Phase = EndingPhase.Closed }, Ladder = ResolvedByAna.Ladder with { Deadline = null } }, new IncidentClosed(At("03:31"), Actor.Bot), MessageKind.PostMortem),
        ("level2-twice-the-same", SameTwice, Entered2(), MessageKind.Mention),
        ("major-declared", Declared, new LevelEntered(At("03:20"), Ana, 4, 1, ClimbCause.Major, "ana declared it", Mention4 with { Number = 1, At = At("03:20") }, null, Major.Ladder.Wait), MessageKind.Mention),
        ("major", Major, new LevelEntered(At("03:20"), Actor.Bot, 4, 1, ClimbCause.Major, "3 critical services are down", Mention4 with { Number = 1, At = At("03:20") }, null, Major.Ladder.Wait), MessageKind.Mention),
    ];

    private static Incident AtOnce => Open() with { Ladder = Level2().Ladder, Facts = Level2().Facts, Stamp = 2 };

    private static LadderWait Silenced => new(IncidentState.Silenced, new Deadline(At("08:36"), DeadlineReason.SilenceEnds));

    /// <summary>Two attempts that found the service as it was and did nothing: only figures differ.</summary>
    private static Incident SameTwice => Level2() with
    {
        Recovery = Level2().Recovery with { Approval = null, Attempts = [.. ((int[])[1, 2]).Select(Looked)] },
    };

    private static AttemptSummary Looked(int number) => new(
        number, "restart-service", null, At("03:05").AddMinutes(number), At("03:06").AddMinutes(number), AttemptOutcome.Failed,
        new AttemptReport(["check health"], [$"http://shop/health refused the connection after {number} ms"], $"http://shop/health refused the connection after {number} ms", null, "health passed 0 of 3", 0, null));

    private static Incident Major => Level4() with
    {
        Id = new IncidentId(50),
        Major = true,
        Title = "3 critical services are down",
        OpenedAt = At("03:20"),
        LastOpenedAt = At("03:20"),
        Service = ChatOps.Core.OnCall.Service.Unlisted("major"),
        Alerts = AlertTally.None,
        Recovery = RecoveryTrack.Idle,
        Ladder = Level4().Ladder with { EnteredAt = At("03:20"), Deadline = new Deadline(At("03:50"), DeadlineReason.MentionAgain) },
        Facts = IncidentFacts.None with
        {
            ChildCount = 3,
            Children =
            [
                new MajorChild(new IncidentId(42), "checkout", "checkout answers no health check", "Nobody can pay"), new MajorChild(new IncidentId(43), "cart", "cart is gone", null),
                new MajorChild(new IncidentId(44), "login", "login fails", "Nobody can sign in"),
            ],
        },
    };

    private static Incident Declared => Major with { Declared = true, Title = "nobody can pay", Facts = IncidentFacts.None };

    private static readonly (string Name, Incident Incident, string Now)[] Heads =
    [
        ("head-level1", Open(), "03:05"), ("head-level2", Level2(), "03:12"), ("head-acknowledged", Acknowledged(), "03:14"), ("head-level4", Level4(), "04:36"),
        ("head-resolved", ResolvedByAna, "03:21"), ("head-major", Major, "03:20"), ("head-major-declared", Declared, "03:20"),
        ("head-silenced", Level2() with { Ladder = Level2().Ladder with { State = IncidentState.Silenced, Deadline = new Deadline(At("06:00"), DeadlineReason.SilenceEnds) } }, "03:20"),
    ];

    private static IEnumerable<string> MessageNames => Messages.Select(row => row.Name);

    private static IEnumerable<string> HeadNames => Heads.Select(row => row.Name);

    /// <summary>Every message and head of this file by its name, for the tests of how platforms draw them.</summary>
    internal static IReadOnlyDictionary<string, ChatMessage> All { get; } = Messages
        .Select(row => KeyValuePair.Create(row.Name, MessageWriter.Write(row.Incident, new Post(row.Kind, row.About, Fallback: row.About is MentionFellBack), row.About.At, Context)))
        .Concat(Heads.Select(row => KeyValuePair.Create(row.Name, HeadMessage.Write(row.Incident, At(row.Now), Context))))
        .ToDictionary();

    [TestCaseSource(nameof(MessageNames))]
    public void A_message_reads(string name)
    {
        var row = Messages.Single(row => row.Name == name);

        var message = MessageWriter.Write(row.Incident, new Post(row.Kind, row.About, Fallback: row.About is MentionFellBack), row.About.At, Context);

        Golden.Check(name + ".txt", message.Summary + "\n\n" + PlainText.Of(message, row.About.At, TimeZoneInfo.Utc));
    }

    [TestCaseSource(nameof(HeadNames))]
    public void A_head_reads(string name)
    {
        var row = Heads.Single(row => row.Name == name);

        var message = HeadMessage.Write(row.Incident, At(row.Now), Context);

        Golden.Check(name + ".txt", message.Summary + "\n\n" + PlainText.Of(message, At(row.Now), TimeZoneInfo.Utc));
    }

    [Test]
    public void A_head_that_names_some_counts_all_that_belong_to_it()
    {
        var many = Major with { Facts = Major.Facts with { ChildCount = 60, Children = [.. Enumerable.Range(1, 50).Select(i => new MajorChild(new IncidentId(i), "checkout", "checkout is gone", null))] } };

        var text = PlainText.Of(HeadMessage.Write(many, At("03:20"), Context), At("03:20"), TimeZoneInfo.Utc);

        Assert.That(text, Does.Contain("60 incidents belong to it: INC-1 checkout, INC-2 checkout, INC-3 checkout and 57 more."));
    }

    [Test]
    public void A_storm_digest_reads()
    {
        var lines = Enumerable.Range(70, 18).Select(i => new DigestLine(new IncidentId(i), $"service-{i} is down", i % 3 == 0 ? [] : ["db-1"], i % 2 == 0 ? Role.DevOpsCoordinator : null, i % 2 == 0 ? 1 : null)).ToList();

        var digest = StormDigest.Write(lines, Context);

        Golden.Check("storm-digest.txt", digest.Summary + "\n\n" + PlainText.Of(digest, At("03:05"), TimeZoneInfo.Utc));
    }
}
