using ChatOps.Core.Alerts;
using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.Acknowledging;
using ChatOps.Core.Incidents.Advising;
using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.Incidents.Recovering;
using ChatOps.Core.Incidents.Resolving;
using ChatOps.Core.Incidents.UserDecision;
using ChatOps.Core.Intake;
using ChatOps.Core.OnCall;

namespace ChatOps.Tests.Commands;

/// <summary>Protocol, section 5: what each command becomes.</summary>
[Property("Rule", "5")]
internal sealed class CommandReading
{
    private static readonly Actor Ana = Actor.Person("ana", [Role.DevOpsCoordinator], "local");
    private static readonly Actor Bob = Actor.Person("bob", ["developer"], "local");
    private static readonly IncidentId Inc42 = new(42);
    private static readonly IncidentId Inc7 = new(7);

    private static readonly (string Text, ParsedCommand Becomes)[] Typed =
    [
        ("status", Asks(new Query.Overview())),
        ("status INC-42", Asks(new Query.IncidentStatus(Inc42))),
        ("status checkout", Asks(new Query.ServiceStatus("checkout"))),
        ("list", Asks(new Query.Incidents(ListScope.Open))),
        ("list mine", Asks(new Query.Incidents(ListScope.Mine))),
        ("List ALL", Asks(new Query.Incidents(ListScope.All))),
        ("oncall", Asks(new Query.OnCall(null))),
        ("oncall @cloud-architect", Asks(new Query.OnCall("cloud-architect"))),
        ("runbooks", Asks(new Query.Runbooks())),
        ("stats", Asks(new Query.Stats(TimeSpan.FromDays(30)))),
        ("stats 7d", Asks(new Query.Stats(TimeSpan.FromDays(7)))),
        ("stats 7 days", Asks(new Query.Stats(TimeSpan.FromDays(7)))),
        ("stats week", Asks(new Query.Stats(TimeSpan.FromDays(7)))),
        ("postmortem INC-42", Asks(new Query.PostMortem(Inc42))),
        ("link", new ParsedCommand.Links(null)),
        ("link 4711-0815", new ParsedCommand.Links("4711-0815")),
        ("ack INC-42", Of(new Acknowledge(Ana))),
        ("ACK inc-42", Of(new Acknowledge(Ana))),
        ("/chatops ack 42", Of(new Acknowledge(Ana))),
        ("@ChatOps acknowledge INC-42", Of(new Acknowledge(Ana))),
        ("unack INC-42", Of(new Unacknowledge(Ana))),
        ("guide INC-42 roll back  to 1.8.2", Of(new Guide(Ana, "roll back  to 1.8.2"))),
        ("note INC-42 \"the disk was swapped\"", Of(new Note(Ana, "the disk was swapped"))),
        ("note INC-42 first\nsecond", Of(new Note(Ana, "first\nsecond"))),
        ("consult INC-42 @security-auditor is this known?", Of(new Consult(Ana, "security-auditor", "is this known?"))),
        ("escalate INC-42", Of(new Escalate(Ana, null, null))),
        ("escalate INC-42 redesign pool is shared", Of(new Escalate(Ana, EscalationTrigger.Redesign, "pool is shared"))),
        ("escalate INC-42 DR: no backup", Of(new Escalate(Ana, EscalationTrigger.Dr, "no backup"))),
        ("escalate INC-42 nobody knows --yes", Of(new Escalate(Ana, null, "nobody knows", Confirmed: true))),
        ("assign INC-42 kim", Of(new Assign(Ana, "kim"))),
        ("assign INC-42 to @kim", Of(new Assign(Ana, "kim"))),
        ("snooze INC-42 1h30m", Of(new Snooze(Ana, TimeSpan.FromMinutes(90)))),
        ("snooze INC-42 for 30 min", Of(new Snooze(Ana, TimeSpan.FromMinutes(30)))),
        ("retry INC-42", Of(new Retry(Ana))),
        ("retry INC-42 --override-budget", Of(new Retry(Ana, OverrideBudget: true))),
        ("run restart-service checkout", new ParsedCommand.OfService("checkout", new RunRunbook(Ana, "restart-service"))),
        ("run restart-service INC-42", Of(new RunRunbook(Ana, "restart-service"))),
        ("approve INC-42", Of(new Approve(Ana))),
        ("reject INC-42 would lose orders", Of(new Reject(Ana, "would lose orders"))),
        ("decide INC-42 2", Of(new DecideOption(Ana, "2"))),
        ("decide INC-42 Retry", Of(new DecideOption(Ana, "retry"))),
        ("decide INC-42 hand to @kim", Of(new DecideOption(Ana, "hand", Person: "kim", Runbook: "kim", Note: "@kim"))),
        ("decide INC-42 accept for 4h", Of(new DecideOption(Ana, "accept", Person: "4h", For: TimeSpan.FromHours(4), Runbook: "4h", Note: "4h"))),
        ("decide INC-42 run failover", Of(new DecideOption(Ana, "run", Person: "failover", Runbook: "failover", Note: "failover"))),
        ("resolve INC-42", Of(new Resolve(Ana))),
        ("resolve INC-42 pool doubled", Of(new Resolve(Ana, "pool doubled"))),
        ("reopen INC-42", Of(new Reopen(Ana))),
        ("merge INC-42 into INC-7", Of(new Merge(Ana, Inc7))),
        ("merge INC-42 INC-7", Of(new Merge(Ana, Inc7))),
        ("declare checkout nobody can pay", new ParsedCommand.Declares("checkout", "nobody can pay", false)),
        ("declare checkout nobody can pay --major", new ParsedCommand.Declares("checkout", "nobody can pay", true)),
        ("declare \"check out\" —major down", new ParsedCommand.Declares("check out", "down", true)),
        ("silence checkout 2h", new ParsedCommand.Silences("checkout", Matchers.None, TimeSpan.FromHours(2), null, false)),
        ("silence checkout for 2 hours planned work", new ParsedCommand.Silences("checkout", Matchers.None, TimeSpan.FromHours(2), "planned work", false)),
        ("silence job=\"db\" 30m", new ParsedCommand.Silences(null, Matchers.Parse("job=\"db\""), TimeSpan.FromMinutes(30), null, false)),
        ("silence {job=\"db\", env=~\"a|b\"} PT1H backup", new ParsedCommand.Silences(null, Matchers.Parse("{job=\"db\",env=~\"a|b\"}"), TimeSpan.FromHours(1), "backup", false)),
        ("silence job=db env!=prod 1h", new ParsedCommand.Silences(null, Matchers.Parse((string[])["job=db", "env!=prod"]), TimeSpan.FromHours(1), null, false)),
        ("unsilence 3F2A", new ParsedCommand.Unsilences("3f2a", false)),
        ("recovery on", new ParsedCommand.SwitchesRecovery(true, null)),
        ("recovery off checkout", new ParsedCommand.SwitchesRecovery(false, "checkout")),
        ("recovery on \"check out\" service-down", new ParsedCommand.SwitchesRecovery(true, "check out", "service-down")),
    ];

    private static readonly (string Text, ParsedCommand Becomes)[] TypedInTheThread =
    [
        ("ack", Of(new Acknowledge(Ana))),
        ("ack INC-7", new ParsedCommand.OfIncident(Inc7, new Acknowledge(Ana))),
        ("status", Asks(new Query.IncidentStatus(Inc42))),
        ("status checkout", Asks(new Query.ServiceStatus("checkout"))),
        ("note 7 pods are gone", Of(new Note(Ana, "7 pods are gone"))),
        ("decide 2", Of(new DecideOption(Ana, "2"))),
        ("merge into INC-7", Of(new Merge(Ana, Inc7))),
        ("run restart-service", Of(new RunRunbook(Ana, "restart-service"))),
        ("postmortem", Asks(new Query.PostMortem(Inc42))),
    ];

    private static readonly (string Text, string Answer)[] Misunderstood =
    [
        ("", "Type a command after it. `help` lists them; for example `ack INC-42`."),
        ("  /chatops ", "Type a command after it. `help` lists them; for example `ack INC-42`."),
        ("akc", "I don't know \"akc\". Did you mean `ack INC-42`?"),
        ("akc INC-7", "I don't know \"akc\". Did you mean `ack INC-7`?"),
        ("acknowlege INC-7", "I don't know \"acknowlege\". Did you mean `ack INC-7`?"),
        ("xyzzy", "I don't know \"xyzzy\". `help` lists what I understand; for example `ack INC-42`."),
        ("<@U1> **`hi`**", "I don't know \"<@U1>\". `help` lists what I understand; for example `ack INC-42`."),
        ("ack", "`ack` needs the incident. Type it like this: `ack INC-42`."),
        ("ack checkout", "`checkout` is no incident. Type it like this: `ack INC-42`."),
        ("ack INC-42 please", "`ack` has no use for `please`. Type it like this: `ack INC-42`."),
        ("guide INC-42", "`guide` needs the guidance. Type it like this: `guide INC-42 roll back to 1.8.2, the pool is shared`."),
        ("snooze INC-42", "`snooze` needs a duration. Type it like this: `snooze INC-42 30m`."),
        ("snooze INC-42 soon", "`soon` is no duration. Type it like this: `snooze INC-42 30m`."),
        ("silence checkout", "`silence` needs a duration. Type it like this: `silence checkout 2h planned work`."),
        ("silence 2h", "`silence` needs a service or a matcher, and a duration. Type it like this: `silence checkout 2h planned work`."),
        ("list everything", "`list` knows `open`, `mine` and `all`. Type it like this: `list mine`."),
        ("recovery maybe", "`recovery` needs `on` or `off`. Type it like this: `recovery off checkout`."),
        ("decide INC-42", "`decide` needs an option. Type it like this: `decide INC-42 accept 4h`."),
        ("decide INC-42 accept forever", "`forever` is no duration. Type it like this: `decide INC-42 accept 4h`."),
        ("merge INC-42", "`merge` needs the incident that INC-42 goes into. Type it like this: `merge INC-42 into INC-40`."),
        ("declare checkout", "`declare` needs what is wrong with checkout. Type it like this: `declare checkout nobody can pay`."),
        ("help akc", "There is no command \"akc\". Did you mean `help ack`?"),
    ];

    [TestCaseSource(nameof(Typed))]
    public void A_typed_command_becomes((string Text, ParsedCommand Becomes) row) => Assert.That(Parse(row.Text, Ana), Is.EqualTo(row.Becomes));

    [TestCaseSource(nameof(TypedInTheThread))]
    public void In_the_incidents_thread_its_id_may_be_left_out((string Text, ParsedCommand Becomes) row) =>
        Assert.That(CommandParser.Parse(new CommandRequest(row.Text, Ana, Thread: Inc42)), Is.EqualTo(row.Becomes));

    [TestCaseSource(nameof(Misunderstood))]
    public void What_is_not_understood_is_answered_with_an_example((string Text, string Answer) row) =>
        Assert.That(Parse(row.Text, Ana), Is.EqualTo(new ParsedCommand.Answered(new Answer(AnswerOutcome.Invalid, row.Answer))));

    [Test]
    public void A_button_brings_its_stamp() =>
        Assert.That(CommandParser.Parse(new CommandRequest("ack INC-42", Ana, Stamp: 5)), Is.EqualTo(Of(new Acknowledge(Ana, 5))));

    [Test]
    public void A_matcher_that_cannot_be_read_is_answered_with_what_is_wrong_in_it()
    {
        var answer = (ParsedCommand.Answered)Parse("silence job=~\"(\" 2h", Ana);

        Assert.That(answer.Answer.Outcome, Is.EqualTo(AnswerOutcome.Invalid));
        Assert.That(answer.Answer.Text, Does.StartWith("The regular expression '(' cannot be used").And.Contain("Type it like this: `silence checkout 2h planned work`."));
    }

    [Test]
    public void Only_coordinators_and_above_switch_recovery() =>
        Assert.That(Parse("recovery off", Bob), Is.EqualTo(new ParsedCommand.Answered(new Answer(
            AnswerOutcome.NotAllowed, "Only coordinators and above may switch self-recovery. You are known as bob (developer). `oncall` tells whom to ask."))));

    [Test]
    public void Without_a_role_of_the_ladder_a_silence_is_for_owners_alone()
    {
        Assert.That(Parse("silence checkout 2h", Bob), Is.EqualTo(new ParsedCommand.Silences("checkout", Matchers.None, TimeSpan.FromHours(2), null, true)));
        Assert.That(Parse("unsilence 3f2a", Bob), Is.EqualTo(new ParsedCommand.Unsilences("3f2a", true)));
    }

    [Test]
    public void A_remark_of_64_kilobytes_is_cut_and_the_cut_is_marked()
    {
        var note = (Note)((ParsedCommand.OfIncident)Parse("note INC-42 " + new string('x', 65536), Ana)).Input;

        Assert.That(note.Text, Has.Length.LessThanOrEqualTo(2000));
        Assert.That(note.Text, Does.Match(@"… \(cut, [\d,]+ characters\)$"));
    }

    private static ParsedCommand Parse(string text, Actor by) => CommandParser.Parse(new CommandRequest(text, by));

    private static ParsedCommand.Asks Asks(Query query) => new(query);

    private static ParsedCommand.OfIncident Of(CommandInput input) => new(Inc42, input);
}
