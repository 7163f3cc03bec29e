using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.Major;
using ChatOps.Core.Incidents.Recovering;
using ChatOps.Core.Incidents.Resolving;
using ChatOps.Core.Recovery;
using static ChatOps.Tests.Incidents.Phrase;

namespace ChatOps.Tests.Incidents;

/// <summary>The sentences of the column Then: of what the step When came to, and how the incident stands after it.</summary>
internal static class Then
{
    public static IReadOnlyList<Phrase> Book { get; } = [.. Standing(), .. Waiting(), .. Calling(), .. Recovering(), .. Ending(), .. Answering()];

    private static IEnumerable<Phrase> Standing() =>
    [
        Of("nothing opens", story => Assert.That(story.Incident, Is.Null)),
        Of("an incident opens", story => Assert.That(Entry<IncidentOpened>(story), Is.Not.Null)),
        Of("the incident is (INC-40|INC-50|INC-60), which hears of it", (story, x) => Assert.That(story.Effects.OfType<Forward>().Single().To?.ToString(), Is.EqualTo(x[0]))),
        Of("Level ([1-4])", (story, x) => Assert.That(story.The.Ladder.Level, Is.EqualTo(Number(x[0])))),
        Of("it is (recovering|awaiting acknowledgement|acknowledged|awaiting decision|snoozed|silenced|resolved)", (story, x) =>
            Assert.That(story.The.State, Is.EqualTo(Enum.Parse<IncidentState>(x[0].Replace(" ", "", StringComparison.Ordinal), ignoreCase: true)))),
        Of("(?!nobody)([a-z]+) owns it", (story, x) => Assert.That(story.The.Ladder.Owner, Is.EqualTo(x[0]))),
        Of("nobody owns it", story => Assert.That(story.The.Ladder.Owner, Is.Null)),
        Of("([a-z]+) is listed", (story, x) => Assert.That(story.The.Facts.Stays[^1].Also, Does.Contain(x[0]))),
        Of("its challenge is ([A-Za-z]+)", (story, x) => Assert.That(story.The.Challenge.ToString(), Is.EqualTo(x[0]))),
        Of(@"(\d+) alerts? fires?", (story, x) => Assert.That(story.The.Alerts.Firing, Is.EqualTo(Number(x[0])))),
        Of("its severity is critical", story => Assert.That(story.The.Severity, Is.EqualTo(Core.Alerts.Severity.Critical))),
        Of("nothing changes", story => Assert.That((story.Entries.Where(entry => entry is not ActRefused), story.Effects), Is.EqualTo((Enumerable.Empty<TimelineEntry>(), Enumerable.Empty<Effect>())))),
        Of("the refusal is recorded", story => Assert.That(Entry<ActRefused>(story), Is.Not.Null)),
        Of("the buttons stay good", story => Assert.That(Stamps(story), Is.EqualTo(0))),
        Of("the buttons become stale", story => Assert.That(Stamps(story), Is.GreaterThan(0))),
        Of("it flaps", story => Assert.That(story.The.Flap.Flapping)),
        Of("it does not flap", story => Assert.That(story.The.Flap.Flapping, Is.False)),
        Of("it is major", story => Assert.That(story.The.Major)),
        Of("it belongs to INC-90", story => Assert.That(story.The.Parent, Is.EqualTo(new IncidentId(90)))),
        Of("a major incident is to open with (\\d) children", (story, x) => Assert.That(Down(story)?.Children.Count, Is.EqualTo(Number(x[0])))),
        Of("no major incident is to open", story => Assert.That(Down(story), Is.Null)),
        Of("it has (\\d) children?", (story, x) => Assert.That(story.The.Facts.ChildCount, Is.EqualTo(Number(x[0])))),
        Of("INC-90 hears of it", story => Assert.That(story.Effects.OfType<Forward>().Single(), Is.EqualTo(new Forward(new IncidentId(90), new AddChild(new MajorChild(story.The.Id, "checkout", "checkout does not answer", "Nobody can pay")))))),
        Of("its children hear of it", story => Assert.That(story.Effects.OfType<Forward>().Count(forward => forward.Input is LinkToMajor && forward.To is not null), Is.EqualTo(3))),
    ];

    private static IEnumerable<Phrase> Waiting() =>
    [
        Of("due in " + Span + "(?:: (.+))?", (story, x) =>
        {
            Assert.That(story.The.Ladder.Deadline!.At - story.Now, Is.EqualTo(Time(x[0])));
            if (x[1].Length > 0) Assert.That(story.The.Ladder.Deadline.Reason, Is.EqualTo(Reason(x[1])));
        }),
        Of(@"due on (\w+) at (\d\d:\d\d)", (story, x) => Assert.That($"{story.The.Ladder.Deadline!.At:dddd HH:mm}", Is.EqualTo($"{x[0]} {x[1]}"))),
        Of("a reminder in " + Span, (story, x) => Assert.That(story.The.Ladder.ReminderAt - story.Now, Is.EqualTo(Time(x[0])))),
        Of("no reminder to come", story => Assert.That(story.The.Ladder.ReminderAt, Is.Null)),
        Of("nothing is due", story => Assert.That(story.The.Clocks, Is.Empty)),
    ];

    private static IEnumerable<Phrase> Calling() =>
    [
        Of("(?!nobody)([a-z-]+) is called", (story, x) => Assert.That(Called(story).Last(), Is.EqualTo(x[0]))),
        Of("([a-z-]+) is called in person", (story, x) => Assert.That(story.The.Ladder.Mention!.Person, Is.EqualTo(x[0]))),
        Of(@"([a-z-]+) is called (\d+) times", (story, x) => Assert.That(Called(story).Count(role => role == x[0]), Is.EqualTo(Number(x[1])))),
        Of("nobody is called", story => Assert.That(Called(story), Is.Empty)),
        Of("the message says so: (.+)", (story, x) => Assert.That(Because(story), Does.Contain(x[0]))),
        Of("Level ([23]) is passed, saying so", (story, x) => Assert.That(story.Entries.OfType<LevelPassed>().Any(entry => entry.Level == Number(x[0]) && entry.Because.Contains(entry.Responder, StringComparison.Ordinal)))),
        Of("a reminder goes out", story => Assert.That(story.Effects.OfType<Post>().Count(post => post.About is Reminded), Is.EqualTo(1))),
        Of("no reminder goes out", story => Assert.That(story.Effects.OfType<Post>().Where(post => post.About is Reminded), Is.Empty)),
        Of("the fallback route is taken", story => Assert.That(story.Effects.OfType<Post>().Count(post => post.Fallback), Is.EqualTo(1))),
        Of("the fallback route is not taken", story => Assert.That(story.Effects.OfType<Post>().Where(post => post.Fallback), Is.Empty)),
        Of("the mention is listed in the digest", story => Assert.That(story.Effects.OfType<Post>().Single(post => post.Mention is not null).Digest)),
        Of("the mention goes out by itself", story => Assert.That(story.Effects.OfType<Post>().Single(post => post.Mention is not null).Digest, Is.False)),
        Of("the mention goes into INC-90", story => Assert.That(story.Effects.OfType<Post>().Single(post => post.Mention is not null).Thread, Is.EqualTo(new IncidentId(90)))),
        Of("the old mention is withdrawn", story => Assert.That(story.Effects.OfType<Withdraw>(), Is.Not.Empty)),
        Of("news goes out", story => Assert.That(News(story), Is.Not.Empty)),
        Of("no message goes out", story => Assert.That(story.Effects.OfType<Post>(), Is.Empty)),
        Of("the head shows it", story => Assert.That(story.Effects.OfType<Show>(), Is.Not.Empty)),
        Of("a report goes out", story => Assert.That(story.Effects.OfType<Post>().Count(post => post.Kind == MessageKind.Report), Is.EqualTo(1))),
        Of("an approval is asked", story => Assert.That(story.Effects.OfType<Post>().Count(post => post.Kind == MessageKind.Approval), Is.EqualTo(1))),
        Of("([a-z-]+) is consulted", (story, x) => Assert.That(Entry<Consulted>(story)?.Role, Is.EqualTo(x[0]))),
        Of("a note is left", story => Assert.That(Entry<Noted>(story), Is.Not.Null)),
    ];

    private static IEnumerable<Phrase> Recovering() =>
    [
        Of(@"attempt (\d) starts", (story, x) => Assert.That(Plan(story)?.Number, Is.EqualTo(Number(x[0])))),
        Of(@"attempt (\d) starts as that of ([a-z]+)", (story, x) => Assert.That((Plan(story)?.Number, Plan(story)?.By), Is.EqualTo((Number(x[0]), x[1])))),
        Of(@"attempt (\d) starts as a dry run", (story, x) => Assert.That((Plan(story)?.Number, Plan(story)?.DryRun), Is.EqualTo((Number(x[0]), true)))),
        Of("its step is approved", story => Assert.That(Plan(story)?.Approved, Is.True)),
        Of("no attempt starts", story => Assert.That(Plan(story), Is.Null)),
        Of(@"(\d) automatic attempts? (?:is|are) used", (story, x) => Assert.That(story.The.Recovery.AutomaticUsed, Is.EqualTo(Number(x[0])))),
        Of("recovery is over: ([A-Za-z]+)", (story, x) => Assert.That(story.The.Recovery.Ended.ToString(), Is.EqualTo(x[0]))),
        Of("recovery goes on for " + Span, (story, x) => Assert.That(story.The.Recovery.AutomaticUntil - story.Now, Is.EqualTo(Time(x[0])))),
        Of("the next attempt is due in " + Span, (story, x) => Assert.That(story.The.Recovery.NextAttemptAt - story.Now, Is.EqualTo(Time(x[0])))),
        Of("the attempt has " + Span, (story, x) => Assert.That(story.The.Recovery.PersonUntil - story.Now, Is.EqualTo(Time(x[0])))),
        Of("the attempt is told that (its time is over|it is superseded|it is approved|it is rejected)", (story, x) => Assert.That(story.Effects.OfType<SignalAttempt>().Single().Signal, Is.EqualTo(x[0] switch
        {
            "its time is over" => AttemptSignal.TimeOut,
            "it is superseded" => AttemptSignal.Superseded,
            "it is approved" => AttemptSignal.Approved,
            _ => AttemptSignal.Rejected,
        }))),
        Of("it waits for (INC-\\d+)", (story, x) => Assert.That(story.The.Recovery.Under?.Root.Incident.ToString(), Is.EqualTo(x[0]))),
        Of("it waits for no other", story => Assert.That(story.The.Recovery.Under, Is.Null)),
        Of("(INC-\\d+) lists it(, and calls Level 2 in its place)?", (story, x) => Assert.That(story.Effects.OfType<Forward>().Select(forward => (forward.To.ToString(), (forward.Input as DependantWaits)?.Urgent)), Is.EqualTo(((string?, bool?)[])[(x[0], x[1].Length > 0)]))),
        Of("it lists INC-91", story => Assert.That(story.The.Facts.Dependants.Select(one => one.Incident), Is.EqualTo((IncidentId[])[new(91)]))),
        Of("(\\d) more approvals? (?:is|are) needed", (story, x) => Assert.That(story.The.Recovery.Approval?.Missing, Is.EqualTo(Number(x[0])))),
        Of("the attempt is told nothing", story => Assert.That(story.Effects.OfType<SignalAttempt>(), Is.Empty)),
        Of("the step stays offered", story => Assert.That(story.The.Recovery.Approval, Is.Not.Null)),
        Of("the step is not offered any more", story => Assert.That(story.The.Recovery.Approval, Is.Null)),
        Of(@"attempt (\d) has failed", (story, x) => Assert.That(story.The.Recovery.Attempt(Number(x[0]))!.Outcome, Is.EqualTo(AttemptOutcome.Failed))),
        Of("the check runs again", story => Assert.That(story.Effects.OfType<VerifyAgain>().Single().Plan.Number, Is.EqualTo(1))),
    ];

    private static IEnumerable<Phrase> Ending() =>
    [
        Of("it was ended by (an attempt|a person|its source|expiry)", (story, x) => Assert.That(story.The.Ending!.By, Is.EqualTo(x[0] switch
        {
            "an attempt" => ResolvedBy.Attempt,
            "a person" => ResolvedBy.Person,
            "its source" => ResolvedBy.Source,
            _ => ResolvedBy.Expired,
        }))),
        Of("it (settles|is muted|can reopen|is closed)", (story, x) => Assert.That(story.The.Ending!.Phase, Is.EqualTo(x[0] switch
        {
            "settles" => EndingPhase.Settling,
            "is muted" => EndingPhase.Muted,
            "can reopen" => EndingPhase.Window,
            _ => EndingPhase.Closed,
        }))),
        Of("it counts for Level ([1-4])", (story, x) => Assert.That(story.The.Ending!.CountsFor, Is.EqualTo(Number(x[0])))),
        Of("it is open", story => Assert.That(story.The.Ending, Is.Null)),
        Of("the post-mortem is written", story => Assert.That(story.Effects.OfType<WritePostMortem>().Count(), Is.EqualTo(1))),
        Of("the thread is told of the post-mortem", story => Assert.That(story.Effects.OfType<Post>().Count(post => post.Kind == MessageKind.PostMortem), Is.EqualTo(1))),
        Of("what is left over opens an incident of its own", story => Assert.That(story.Effects.OfType<ReleaseUnclassified>().Count(), Is.EqualTo(1))),
        Of("its alerts move to INC-60", story => Assert.That(story.Effects.OfType<MoveAlerts>().Single().To, Is.EqualTo(new IncidentId(60)))),
        Of("INC-60 takes its key and level", story => Assert.That(((Absorb)story.Effects.OfType<Forward>().Single().Input).Level, Is.EqualTo(story.The.Ladder.Level))),
        Of("it holds the key of INC-41 too", story => Assert.That(story.The.Keys.Select(key => key.Service), Is.EqualTo((string[])["checkout", "checkout-db"]))),
        Of("a silence is put on for " + Span, (story, x) => Assert.That(story.Effects.OfType<AddSilence>().Single().Until - story.Now, Is.EqualTo(Time(x[0])))),
    ];

    private static IEnumerable<Phrase> Answering() =>
    [
        Of("the answer: (.+)", (story, x) => Assert.That(story.Answer?.Text, Does.Contain(x[0]))),
        Of("not allowed: (.+)", (story, x) => Answers(story, AnswerOutcome.NotAllowed, x[0])),
        Of("nothing to do: (.+)", (story, x) => Answers(story, AnswerOutcome.Nothing, x[0])),
        Of("cannot be done: (.+)", (story, x) => Answers(story, AnswerOutcome.Invalid, x[0])),
        Of("nobody is known by that name", story => Answers(story, AnswerOutcome.NotFound, "Nobody is known")),
        Of("it asks first: (.+)", (story, x) => Answers(story, AnswerOutcome.Confirm, x[0])),
    ];

    private static void Answers(Story story, AnswerOutcome outcome, string text)
    {
        Assert.That(story.Answer?.Outcome, Is.EqualTo(outcome), story.Answer?.Text);
        Assert.That(story.Answer?.Text, Does.Contain(text));
    }

    private static T? Entry<T>(Story story)
        where T : TimelineEntry => story.Entries.OfType<T>().LastOrDefault();

    private static AttemptPlan? Plan(Story story) => story.Effects.OfType<StartAttempt>().LastOrDefault()?.Plan;

    private static CriticalServicesDown? Down(Story story) => story.Effects.OfType<Forward>().Select(forward => forward.Input).OfType<CriticalServicesDown>().SingleOrDefault();

    private static IEnumerable<Post> News(Story story) => story.Effects.OfType<Post>().Where(post => post.Kind == MessageKind.News);

    private static int Stamps(Story story) => story.The.Stamp - (story.StampBefore ?? 0);

    private static IEnumerable<string> Called(Story story) => story.Effects.OfType<Post>().Where(post => post.Mention is not null && !post.Fallback).Select(post => post.About switch
    {
        LevelEntered entered => entered.Mention.Responder,
        MentionedAgain again => again.Mention.Responder,
        _ => throw new AssertionException($"{post.About} carries a mention."),
    });

    private static string Because(Story story) => story.Entries.Last(entry => entry is LevelEntered or MentionedAgain or MentionFellBack) switch
    {
        LevelEntered entered => entered.Because,
        MentionedAgain again => again.Because,
        MentionFellBack fallen => fallen.Because,
        _ => "",
    };

    private static DeadlineReason Reason(string words) => words switch
    {
        "recovery ends" => DeadlineReason.RecoveryEnds,
        "looks again" => DeadlineReason.DependencyDown,
        "undelivered" => DeadlineReason.Undelivered,
        "not acknowledged" => DeadlineReason.NotAcknowledged,
        "not resolved" => DeadlineReason.NotResolved,
        "mention again" => DeadlineReason.MentionAgain,
        "the option ends" => DeadlineReason.OptionEnds,
        "the snooze ends" => DeadlineReason.SnoozeEnds,
        "the silence ends" => DeadlineReason.SilenceEnds,
        "settling ends" => DeadlineReason.SettlingEnds,
        "the mute ends" => DeadlineReason.MuteEnds,
        "the window ends" => DeadlineReason.WindowEnds,
        _ => throw new AssertionException($"\"{words}\" is no reason of a deadline."),
    };
}
