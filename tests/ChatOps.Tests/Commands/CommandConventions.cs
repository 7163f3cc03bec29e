using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Core.OnCall;
using CsCheck;

namespace ChatOps.Tests.Commands;

[Property("Rule", "5")]
internal sealed class CommandConventions
{
    private static readonly Actor Ana = Actor.Person("ana", [Role.DevOpsCoordinator], "local");

    private static IEnumerable<string> Names => CommandTable.All.Select(command => command.Name);

    [Test]
    public void The_table_has_every_command_of_the_protocol() =>
        Assert.That(Names, Is.EquivalentTo((string[])
        [
            "help", "status", "list", "oncall", "runbooks", "stats", "postmortem", "link", "declare", "note", "consult", "guide", "retry", "resolve", "reopen", "merge", "silence", "unsilence",
            "ack", "unack", "escalate", "assign", "snooze", "run", "approve", "reject", "decide", "recovery",
        ]));

    [Test]
    public void Every_kind_of_command_is_in_the_table() =>
        Assert.That(CommandTable.All.Select(command => command.GetType()), Is.EquivalentTo(typeof(Command).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Command)))));

    [Test]
    public void Every_input_of_a_person_can_be_typed()
    {
        // Declare is made by the intake, which knows the service's key.
        var typed = CommandTable.All.Select(command => Parse(command.Example)).Select(parsed => parsed switch
        {
            ParsedCommand.OfIncident act => act.Input.GetType(),
            ParsedCommand.OfService act => act.Input.GetType(),
            ParsedCommand.Declares => typeof(ChatOps.Core.Incidents.Opening.Declare),
            _ => null,
        }).OfType<Type>();

        Assert.That(typed, Is.EquivalentTo(typeof(CommandInput).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CommandInput)))));
    }

    [TestCaseSource(nameof(Names))]
    public void Its_example_works_and_its_help_tells_syntax_example_and_role(string name)
    {
        var command = CommandTable.Find(name)!;
        var help = ((ParsedCommand.Answered)Parse("help " + name)).Answer;

        Assert.That(Parse(command.Example), Is.Not.InstanceOf<ParsedCommand.Answered>().Or.Property("Answer").Property("Outcome").EqualTo(AnswerOutcome.Done));
        Assert.That(command.Example, Does.StartWith(name));
        Assert.That(command.Syntax, Does.StartWith(name));
        Assert.That(help.Outcome, Is.EqualTo(AnswerOutcome.Done));
        Assert.That(help.Text, Does.Contain(command.Syntax).And.Contain(command.Example).And.Contain(CommandTable.WordsFor(command.Role)));
    }

    [Test]
    public void Help_lists_every_command()
    {
        var help = ((ParsedCommand.Answered)Parse("help")).Answer;

        Assert.That(help.Text.Split('\n'), Has.Length.EqualTo(CommandTable.All.Count + 1));
        Assert.That(CommandTable.All.Select(command => command.Syntax), Is.All.Matches<string>(syntax => help.Text.Contains($"`{syntax}`", StringComparison.Ordinal)));
    }

    [Test]
    public void No_name_or_alias_is_given_twice() =>
        Assert.That(CommandTable.All.SelectMany(command => command.Aliases.Prepend(command.Name)), Is.Unique);

    [Test]
    public void Whatever_is_typed_there_is_an_answer_and_never_an_exception() =>
        Gen.Select(Gen.Int[0, 32].Select(i => ((string[])[.. Names, "", "akc", "\"", "{", "INC-42"])[i]), Gen.String[Gen.Char["abcINC-42 \"{}=~\\\n—@1h"], 0, 40], Gen.Bool).Sample((name, rest, inThread) =>
        {
            var parsed = CommandParser.Parse(new CommandRequest(name + " " + rest, Ana, Thread: inThread ? new IncidentId(7) : null));
            return parsed is not ParsedCommand.Answered answered || answered.Answer.Text.Length > 10;
        });

    private static ParsedCommand Parse(string text) => CommandParser.Parse(new CommandRequest(text, Ana));
}
