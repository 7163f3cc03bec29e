using System.Reflection;
using System.Text.Json.Serialization;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;
using static ChatOps.Tests.Messages.Sample;

namespace ChatOps.Tests.Messages;

/// <summary>Every entry of a timeline is one sentence, in the file Golden/timeline.txt.</summary>
internal sealed class TimelineSentences
{
    private static readonly DateTimeOffset T = At("03:05");
    private static readonly LadderWait Wait = new(IncidentState.Acknowledged, new Deadline(At("03:29"), DeadlineReason.NotResolved));
    private static readonly OfferedApproval Approval = new(2, "restart-service", "roll-back", "roll back checkout to 1.8.2", [Role.BackendCoordinator], At("03:08"));
    private static readonly AttemptReport Report = new(["restarted"], [], null, "restarted checkout-1", "health answers 503, 200 is expected", 1, null);
    private static readonly ChosenOption Option = new("hand", "kim", "joe", T);
    private static readonly IncidentKey Key = new("", "checkout", Challenge.ServiceDown);

    internal static readonly TimelineEntry[] Entries =
    [
        new IncidentOpened(T, Actor.Source("prometheus"), new IncidentId(42), Key, Sample.Service, new EscalationPolicy(), "checkout answers no health check", Severity.Critical, "built-in", false, [], new AlertTally(2, 0, 0), [Probe], new Dictionary<string, string>(), new Deadline(At("03:10"), DeadlineReason.RecoveryEnds)),
        new AlertsJoined(T, Actor.Bot, 2, 0, 0, Severity.Critical, [Probe], false),
        new AlertsJoined(T, Actor.Bot, 1, 2, 0, Severity.Critical, [], true),
        new AlertsJoined(T, Actor.Bot, 0, 0, 1, Severity.Warning, [], false),
        new AlertsEnded(T, Actor.Bot, 1, 2, 0, true),
        new ChallengeNamed(T, Actor.Bot, Challenge.NetworkIssue, "Classification:2"),
        new FlappingBegan(T, Actor.Bot, 4, TimeSpan.FromMinutes(30)),
        new FlappingEnded(T, Actor.Bot),
        new RecoveryStarted(T, Actor.Bot, "restart-service", At("03:10")),
        new AttemptStarted(T, Actor.Bot, 1, "restart-service", null, At("03:10"), false, false, false),
        new AttemptStarted(T, Ana, 3, "restart-service", "ana", At("03:10"), true, false, true),
        new AttemptPutOff(T, Actor.Bot, At("03:06"), "the pause between two attempts"),
        new AttemptPutOff(T, Actor.Bot, null, "ana's attempt runs"),
        new AttemptStepped(T, Actor.Bot, 1, "probe", "http", Risk.Observe, false, "checkout answered 503 in 12 ms; 200 is expected", null, TimeSpan.FromMilliseconds(12)),
        new AttemptFinished(T, Actor.Bot, 1, AttemptOutcome.TimedOut, Report, true),
        new AttemptOverdue(T, Actor.Bot, 3),
        new ApprovalAsked(T, Actor.Bot, Approval),
        new ApprovalGiven(T, Ana, Approval),
        new ApprovalRejected(T, Ana, Approval, "it would lose orders"),
        new RecoveryEnded(T, Actor.Bot, RecoveryEnd.AttemptsUsed, "both attempts failed", TimeSpan.Zero, false),
        new RunbookSwitchTurned(T, Actor.Bot, false, "restart-service", "checkout", 3),
        new RunbookSwitchTurned(T, Ana, true, "restart-service", "checkout", 0),
        new ApprovalCounted(T, Ana, Approval with { Needed = 2, Given = ["ana"] }),
        new DependencyWaitBegan(T, Actor.Bot, new DependencyDown(new IncidentId(7), "payments"), TimeSpan.FromMinutes(4), new Deadline(At("03:10"), DeadlineReason.DependencyDown)),
        new DependencyWaitEnded(T, Actor.Bot, "payments (INC-7) is over"),
        new DependantListed(T, Actor.Bot, new MajorChild(new IncidentId(43), "cart", "cart answers no health check", null)),
        new RecoverySwitchTurned(T, Ana, false, "checkout"),
        new EscalationAsked(T, Ana, EscalationTrigger.Redesign, "pool is shared"),
        Entered2(),
        new LevelPassed(T, Actor.Bot, 3, Role.TechLead, "tech-lead-orchestrator has no handle on an enabled platform"),
        new MentionedAgain(T, Actor.Bot, Mention4 with { Person = "kim" }, AgainCause.Repeat, "nobody decided for 30 min", Wait),
        new MentionArrived(T, Actor.Bot, 1, "local", Wait),
        new MentionFellBack(T, Actor.Bot, 1, "#payments is archived"),
        new Reminded(T, Actor.Bot, true, Role.BackendCoordinator, TimeSpan.FromMinutes(5), Role.TechLead),
        new Acknowledged(T, Ana, "ana", Wait),
        new AlsoAcknowledged(T, Ana, "kim", null),
        new Unacknowledged(T, Ana, Wait),
        new Assigned(T, Ana, "kim", Wait),
        new SnoozeBegan(T, Ana, Wait),
        new SnoozeEnded(T, Actor.Bot, "a new alert joined"),
        new SilencePauseBegan(T, Actor.Bot, "3f2a", "planned work", Wait),
        new SilencePauseEnded(T, Actor.Bot, "ana lifted the silence", false),
        new OptionChosen(T, Ana, Option, "kim", Wait),
        new OptionFailed(T, Actor.Bot, Option, "its 60 min are over"),
        new IncidentResolved(T, Ana, ResolvedBy.Person, "ana", "pool doubled", null, 2, EndingPhase.Window, new Deadline(T, DeadlineReason.WindowEnds)),
        new IncidentResolved(T, Actor.Bot, ResolvedBy.Attempt, null, null, 1, 1, EndingPhase.Window, new Deadline(T, DeadlineReason.WindowEnds)),
        new SettlingChecked(T, Actor.Bot, new Deadline(T, DeadlineReason.SettlingEnds)),
        new VerifyRepeated(T, Actor.Bot, 1, false, "health answers 503"),
        new MuteBegan(T, Actor.Bot, new Deadline(At("03:35"), DeadlineReason.MuteEnds)),
        new WindowBegan(T, Actor.Bot, new Deadline(At("03:15"), DeadlineReason.WindowEnds)),
        new IncidentClosed(T, Actor.Bot),
        new IncidentReopened(T, Actor.Bot, ReopenCause.FiredAgain, "BlackboxProbeFailed fired again", Wait),
        new IncidentMerged(T, Ana, new IncidentId(40)),
        new IncidentAbsorbed(T, Ana, new IncidentId(42), [Key], new AlertTally(1, 0, 0), Severity.Critical, []),
        new MajorBegan(T, Actor.Bot, "3 critical services are down"),
        new MajorJoined(T, Actor.Bot, new IncidentId(50)),
        new ChildLinked(T, Actor.Bot, new MajorChild(new IncidentId(42), "checkout", "checkout answers no health check", "Nobody can pay")),
        new Noted(T, Ana, "the disk was swapped"),
        new Guided(T, Ana, 2, "roll back"),
        new Consulted(T, Ana, "security-auditor", "is this known?"),
        new ActRefused(T, Actor.Person("bob", ["developer"], "local"), "approve", "Only backend-coordinator and above may approve this."),
        new MessageSent(T, Actor.Bot, "local", "main", "Problem: it is down", "7", 1),
        new MessageRefused(T, Actor.Bot, "slack", "C1", "ChannelGone", "is_archived"),
    ];

    [Test]
    public void Every_entry_reads_as_one_sentence() =>
        Golden.Check("timeline.txt", string.Join('\n', Entries.Select(entry => $"{entry.GetType().Name}: {PlainText.Of(TimelineText.Of(entry), entry.At, TimeZoneInfo.Utc)}")));

    [Test]
    public void No_kind_of_entry_is_without_words() =>
        Assert.That(Entries.Select(entry => entry.GetType()).Distinct(), Is.EquivalentTo(typeof(TimelineEntry).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(attribute => attribute.DerivedType)));

    [Test]
    public void A_message_is_shown_as_it_was_sent_field_names_included() =>
        Assert.That(TimelineText.Plain(Entries.OfType<MessageSent>().Single(), TimeZoneInfo.Utc), Is.EqualTo("Problem: it is down"));
}
