using System.Globalization;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.Acknowledging;
using ChatOps.Core.Incidents.Advising;
using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.Incidents.Major;
using ChatOps.Core.Incidents.Opening;
using ChatOps.Core.Incidents.Recovering;
using ChatOps.Core.Incidents.Resolving;
using ChatOps.Core.Incidents.Silencing;
using ChatOps.Core.Incidents.UserDecision;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;
using static ChatOps.Tests.Incidents.Phrase;

namespace ChatOps.Tests.Incidents;

/// <summary>The sentences of the columns Given and When.</summary>
internal static class GivenAndWhen
{
    private const string Person = "(ana|ben|kim|lee|uma|dev)";

    public static IReadOnlyList<Phrase> Book { get; } = [.. World(), .. Standings(), .. Alerting(), .. Attempts(), .. Commands(), .. Others()];

    private static IEnumerable<Phrase> World() =>
    [
        Of("a standard service", _ => { }),
        Of("a critical service", story => Service(story, service => service with { Criticality = Criticality.Critical })),
        Of("a service of low criticality", story => Service(story, service => service with { Criticality = Criticality.Low })),
        Of("a service outside the catalog", story => Service(story, service => service with { InCatalog = false })),
        Of("a backend service", story => Service(story, service => service with { Domain = Domain.Backend })),
        Of("no runbook fits", story => story.Situation = story.Situation with { Runbook = null, WhyNoRunbook = "no runbook fits it" }),
        Of(@"the runbook has acted (\d+) times in this hour", (story, x) => story.Situation = story.Situation with { Runbook = Story.Restart with { ActionsLastHour = Number(x[0]) } }),
        Of("self-recovery is switched off", story => story.Situation = story.Situation with { RecoveryOff = "ana switched self-recovery off" }),
        Of("another incident acts on the same target", story => story.Situation = story.Situation with { Runbook = Story.Restart with { TargetLockedBy = "INC-7, attempt 1" } }),
        Of("another incident acts on a target of fail-over", story => story.Situation = story.Situation with { NamedRunbook = story.Situation.NamedRunbook! with { TargetLockedBy = "INC-7, attempt 1" } }),
        Of("nothing else acts on the target", story => story.Situation = story.Situation with { Runbook = Story.Restart }),
        Of("([a-z-]+) cannot be reached", (story, x) => story.Situation = story.Situation with { Reachable = story.Situation.Reachable.Where(role => role != x[0]).ToHashSet() }),
        Of("nobody can be reached", story => story.Situation = story.Situation with { Reachable = new HashSet<string>() }),
        Of("no platform takes messages", story => story.Delivers = false),
        Of("payments, which it needs, is down \\((INC-\\d+)\\)", (story, x) => story.Situation = story.Situation with { DependencyDown = new DependencyDown(IncidentId.Parse(x[0], CultureInfo.InvariantCulture), "payments") }),
        Of("a storm", story => story.Situation = story.Situation with { Storm = true }),
        Of("(\\d) other critical services? (?:is|are) down", (story, x) => story.Situation = story.Situation with { CriticalDown = new CriticalDown([.. Enumerable.Range(1, Number(x[0])).Select(n => Child(n))], null) }),
        Of("(\\d) incidents of one other critical service are open", (story, x) => story.Situation = story.Situation with { CriticalDown = new CriticalDown([.. Enumerable.Range(1, Number(x[0])).Select(n => Child(n) with { Service = "payments" })], null) }),
        Of("the major incident INC-90 is open", story => story.Situation = story.Situation with { CriticalDown = story.Situation.CriticalDown with { Major = new IncidentId(90) } }),
        Of("3 incidents of its key in 6 h, the last INC-40", story => story.Situation = story.Situation with { Recent = new Recurrence(3, new IncidentId(40)) }),
        Of("INC-50 is open for the same key", story => story.Situation = story.Situation with { KeyHeldBy = new IncidentId(50) }),
        Of(@"it is (Monday|Friday|Saturday) (\d\d):(\d\d)", (story, x) => story.Now = Day(x[0]).AddHours(Number(x[1])).AddMinutes(Number(x[2]))),
        Of("the silence covers all that fires no longer", story => story.Situation = story.Situation with { Cover = null }),
    ];

    private static IEnumerable<Phrase> Standings() =>
    [
        Of("Level 1", story => story.Alerts(@new: 1)),
        Of("Level 2, nobody has it", Level2),
        Of("Level 2, ana has it", story => { Level2(story); story.Give(new Acknowledge(Story.Person("ana"))); }),
        Of("Level 3, nobody has it", Level3),
        Of("Level 3, kim has it", story => { Level3(story); story.Give(new Acknowledge(Story.Person("kim"))); }),
        Of("Level 4", Level4),
        Of("Level 4 with a step that waits for an approval", story => { story.Alerts(@new: 1); Ask(story, 1, 3); story.Pass(Time("3 min")); story.EndAttempt(1, AttemptOutcome.NotApproved); story.Pass(Time("25 min")); }),
        Of("mended while it still fires", story => { story.Alerts(@new: 1); story.Pass(Time("1 min")); story.EndAttempt(1, AttemptOutcome.Passed, story.Now); }),
        Of("resolved by ana while it still fires", story => { Level2(story); story.Give(new Acknowledge(Story.Person("ana"))); story.Give(new Resolve(Story.Person("ana"))); }),
        Of("closed", story => { Level2(story); story.Alerts(resolved: 1); story.Pass(Time("10 min")); }),
    ];

    private static IEnumerable<Phrase> Alerting() =>
    [
        Of("(?:an|another) alert fires", story => story.Alerts(@new: 1)),
        Of(@"(?:an|another) alert with a new label set fires", story => story.Alerts(@new: 1)),
        Of("an? (BackupFailure|NetworkIssue|PerformanceIssue|InfrastructureIssue|PipelineFailure|ServiceDown) alert fires", (story, x) => story.Alerts(Enum.Parse<Challenge>(x[0]), @new: 1)),
        Of("an alert without a challenge fires", story => { Without(story); story.Alerts(Challenge.Unknown, @new: 1); }),
        Of("a classified alert fires", story => { story.Situation = story.Situation with { Runbook = Story.Restart, WhyNoRunbook = null }; story.Alerts(@new: 1); }),
        Of("an alert without a challenge joins", story => story.Alerts(unclassified: 1)),
        Of("the alert without a challenge ends", story => story.Alerts(unclassifiedEnded: 1)),
        Of("an alert of severity (info|none|critical) fires", (story, x) => story.Alerts(@new: 1, severity: Enum.Parse<Severity>(x[0], ignoreCase: true))),
        Of("an alert about security fires", story => story.Alerts(@new: 1, security: true)),
        Of(@"(\d+) alerts fire", (story, x) => story.Alerts(@new: Number(x[0]))),
        Of("all alerts resolve", story => story.Alerts(resolved: story.The.Alerts.Firing)),
        Of("one alert resolves", story => story.Alerts(resolved: 1)),
        Of("all alerts expire", story => story.Alerts(expired: story.The.Alerts.Firing)),
        Of("the alert fires again", story => story.Alerts(refired: 1)),
        Of(@"it resolves and fires again (\d) times, each after 1 min", (story, x) =>
        {
            for (var time = 0; time < Number(x[0]); time++)
            {
                story.Alerts(resolved: 1);
                story.Pass(Time("1 min"));
                story.Alerts(refired: 1);
                story.Pass(Time("1 min"));
            }
        }),
    ];

    private static IEnumerable<Phrase> Attempts() =>
    [
        Of(@"attempt (\d) fails", (story, x) => story.EndAttempt(Number(x[0]), AttemptOutcome.Failed)),
        Of(@"attempt (\d) passes", (story, x) => story.EndAttempt(Number(x[0]), AttemptOutcome.Passed, story.Now)),
        Of(@"attempt (\d) passes with a verify that began before the reopening", (story, x) => story.EndAttempt(Number(x[0]), AttemptOutcome.Passed, story.The.LastOpenedAt.AddSeconds(-1))),
        Of(@"attempt (\d) is cut short by a crash", (story, x) => story.EndAttempt(Number(x[0]), AttemptOutcome.CutShort)),
        Of(@"attempt (\d) was a dry run", (story, x) => story.EndAttempt(Number(x[0]), AttemptOutcome.DryRun, actions: 0)),
        Of(@"attempt (\d) acted once and was a dry run from then on", (story, x) => story.EndAttempt(Number(x[0]), AttemptOutcome.DryRun, actions: 1)),
        Of(@"attempt (\d) was put off", (story, x) => story.EndAttempt(Number(x[0]), AttemptOutcome.PutOff, actions: 0)),
        Of(@"attempt (\d) was superseded", (story, x) => story.EndAttempt(Number(x[0]), AttemptOutcome.Superseded)),
        Of(@"attempt (\d) was not approved", (story, x) => story.EndAttempt(Number(x[0]), AttemptOutcome.NotApproved)),
        Of(@"attempt (\d) waits " + Span + " for an approval", (story, x) => Ask(story, Number(x[0]), Time(x[1]).TotalMinutes)),
        Of(@"attempt (\d) asks for 2 approvals", (story, x) => Ask(story, Number(x[0]), 3, approval => approval with { Needed = 2 })),
        Of(@"attempt (\d) asks for an approval, not by (ana|kim)", (story, x) => Ask(story, Number(x[0]), 3, approval => approval with { NotBy = x[1] })),
        Of("the check that runs again passes", story => story.Give(new VerifiedAgain(1, true, "200 in 9 ms"))),
        Of("the check that runs again fails", story => story.Give(new VerifiedAgain(1, false, "503"))),
    ];

    private static IEnumerable<Phrase> Commands() =>
    [
        Of(Person + " acknowledges", (story, x) => story.Give(new Acknowledge(Story.Person(x[0])))),
        Of(Person + " takes the acknowledgement back", (story, x) => story.Give(new Unacknowledge(Story.Person(x[0])))),
        Of(Person + " assigns it to ([a-z]+)", (story, x) => { story.Situation = story.Situation with { Person = Story.Knows(x[1]) ? Story.Facts(x[1]) : null }; story.Give(new Assign(Story.Person(x[0]), x[1])); }),
        Of(Person + " snoozes it for " + Span, (story, x) => story.Give(new Snooze(Story.Person(x[0]), Time(x[1])))),
        Of(Person + " escalates", (story, x) => story.Give(new Escalate(Story.Person(x[0]), null, null))),
        Of(Person + " escalates, confirmed", (story, x) => story.Give(new Escalate(Story.Person(x[0]), null, null, Confirmed: true))),
        Of(Person + " escalates for (scalability|redesign|pipeline|dr|architecture)", (story, x) => story.Give(new Escalate(Story.Person(x[0]), Enum.Parse<EscalationTrigger>(x[1], ignoreCase: true), null, Confirmed: true))),
        Of(Person + " presses an? (Acknowledge|Escalate|Resolve) button of an earlier state", (story, x) => story.Give(Pressed(x[1], Story.Person(x[0]), story.The.Stamp - 1))),
        Of(Person + " presses an? (Acknowledge|Escalate|Resolve) button of the present state", (story, x) => story.Give(Pressed(x[1], Story.Person(x[0]), story.The.Stamp))),
        Of(Person + " writes a note", (story, x) => story.Give(new Note(Story.Person(x[0]), "looks like the pool"))),
        Of(Person + " guides", (story, x) => story.Give(new Guide(Story.Person(x[0]), "roll it back"))),
        Of(Person + " consults ([a-z-]+)", (story, x) => story.Give(new Consult(Story.Person(x[0]), x[1], "is this an attack?"))),
        Of(Person + " retries", (story, x) => story.Give(new Retry(Story.Person(x[0])))),
        Of(Person + " retries and overrides the budget", (story, x) => story.Give(new Retry(Story.Person(x[0]), OverrideBudget: true))),
        Of(Person + " runs fail-over", (story, x) => story.Give(new RunRunbook(Story.Person(x[0]), "fail-over"))),
        Of(Person + " approves", (story, x) => story.Give(new Approve(Story.Person(x[0])))),
        Of(Person + " rejects", (story, x) => story.Give(new Reject(Story.Person(x[0])))),
        Of(Person + " resolves it", (story, x) => story.Give(new Resolve(Story.Person(x[0])))),
        Of(Person + " reopens it", (story, x) => story.Give(new Reopen(Story.Person(x[0])))),
        Of(Person + " declares it(, as major)?", (story, x) => story.Give(new Declare(Story.Person(x[0]), new IncidentKey("", "checkout", Challenge.Unknown), null, "nobody can pay", x[1].Length > 0, []))),
        Of(Person + " merges it into INC-60, which is (open|resolved|merged into INC-61)", (story, x) =>
        {
            story.Situation = story.Situation with { MergeTarget = new MergeTarget(new IncidentId(60), x[1] == "open", x[1].StartsWith("merged", StringComparison.Ordinal) ? new IncidentId(61) : null) };
            story.Give(new Merge(Story.Person(x[0]), new IncidentId(60)));
        }),
        Of(Person + " decides (retry|approve|investigate|resolve|[0-9]|dance)", (story, x) => story.Give(new DecideOption(Story.Person(x[0]), x[1]))),
        Of(Person + " decides run fail-over", (story, x) => story.Give(new DecideOption(Story.Person(x[0]), "run", Runbook: "fail-over"))),
        Of(Person + " decides hand to ([a-z]+)", (story, x) => { story.Situation = story.Situation with { Person = Story.Knows(x[1]) ? Story.Facts(x[1]) : null }; story.Give(new DecideOption(Story.Person(x[0]), "hand", Person: x[1])); }),
        Of(Person + " decides accept for " + Span, (story, x) => story.Give(new DecideOption(Story.Person(x[0]), "accept", For: Time(x[1])))),
    ];

    private static IEnumerable<Phrase> Others() =>
    [
        Of(Span + " pass(?:es)?", (story, x) => story.Pass(Time(x[0]))),
        Of(Span + " pass(?:es)? while the bot is down", (story, x) => story.SleepThrough(Time(x[0]))),
        Of("the mention is delivered", story => story.Give(new MentionDelivered(story.The.Ladder.Mention!.Number, "local"))),
        Of(@"mention (\d) is delivered", (story, x) => story.Give(new MentionDelivered(Number(x[0]), "local"))),
        Of("every platform of the route refuses the mention", story => story.Give(new MentionRefused(story.The.Ladder.Mention!.Number, "#payments is archived"))),
        Of("a silence covers all that fires for " + Span, (story, x) =>
        {
            story.Situation = story.Situation with { Cover = new Cover("s1", story.Now + Time(x[0]), "maintenance") };
            story.Give(new Silenced(Story.Person("ana")));
        }),
        Of("the silence is lifted", story =>
        {
            story.Situation = story.Situation with { Cover = null };
            story.Give(new SilenceEnded(Story.Person("ana"), "ana lifted the silence"));
        }),
        Of("INC-41 of Level ([1-4]) is merged into it", (story, x) => story.Give(new Absorb(
            Story.Person("ana"),
            new IncidentId(41),
            [new IncidentKey("", "checkout-db", Challenge.ServiceDown)],
            Number(x[0]),
            Severity.Warning,
            new AlertTally(2, 0, 0),
            []))),
        Of("3 critical services go down together", story => story.Give(new CriticalServicesDown("", [Child(1), Child(2), Child(3)]))),
        Of("(INC-\\d+) is over", (story, x) =>
        {
            if (story.Situation.DependencyDown?.Incident.ToString() == x[0]) story.Situation = story.Situation with { DependencyDown = null };
            story.Give(new DependencyEnded(IncidentId.Parse(x[0], CultureInfo.InvariantCulture)));
        }),
        Of("INC-91 waits for it(, critical and down)?", (story, x) => story.Give(new DependantWaits(Child(91), Urgent: x[0].Length > 0))),
        Of("INC-91 becomes its child", story => story.Give(new AddChild(Child(91)))),
        Of("INC-90 becomes its parent", story => story.Give(new LinkToMajor(new IncidentId(90)))),
        Of("restart-service is switched off after (\\d) failures", (story, x) => story.Give(new RunbookSwitched(Actor.Bot, false, "restart-service", Number(x[0])))),
        Of("self-recovery is switched off meanwhile", story => story.Give(new RecoverySwitched(Story.Person("ana"), false, null))),
    ];

    private static void Service(Story story, Func<Service, Service> change) => story.Situation = story.Situation with { Service = change(story.Situation.Service!) };

    private static void Without(Story story) => story.Situation = story.Situation with { Runbook = null, WhyNoRunbook = "no runbook for an unknown challenge" };

    private static void Level2(Story story)
    {
        story.Alerts(@new: 1);
        story.EndAttempt(1, AttemptOutcome.Failed);
        story.Pass(Time("10 s"));
        story.EndAttempt(2, AttemptOutcome.Failed);
    }

    private static void Level3(Story story)
    {
        Level2(story);
        story.Pass(story.The.Ladder.Deadline!.At - story.Now);
    }

    private static void Level4(Story story)
    {
        Level3(story);
        story.Pass(story.The.Ladder.Deadline!.At - story.Now);
    }

    private static void Ask(Story story, int attempt, double minutes, Func<OfferedApproval, OfferedApproval>? with = null)
    {
        var approval = new OfferedApproval(attempt, "restart-service", "fail over", "fail over to the standby", [], story.Now + TimeSpan.FromMinutes(minutes));
        story.Give(new ApprovalNeeded(with?.Invoke(approval) ?? approval));
    }

    private static CommandInput Pressed(string button, Actor by, int stamp) => button switch
    {
        "Acknowledge" => new Acknowledge(by, stamp),
        "Escalate" => new Escalate(by, null, null, Stamp: stamp),
        _ => new Resolve(by, Stamp: stamp),
    };

    private static MajorChild Child(int number) =>
        new(new IncidentId(number), string.Create(CultureInfo.InvariantCulture, $"service-{number}"), "is down", null);

    private static DateTimeOffset Day(string name) => new(2026, 11, name switch { "Monday" => 23, "Friday" => 27, _ => 28 }, 0, 0, 0, TimeSpan.Zero);
}
