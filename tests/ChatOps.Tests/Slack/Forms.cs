using System.Text.Json.Nodes;
using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Core.OnCall;
using ChatOps.Slack.Inputs;
using ChatOps.Slack.Views;

namespace ChatOps.Tests.Slack;

/// <summary>When a form is opened, what stands in it, and the command that it makes.</summary>
internal sealed class Forms
{
    private static IEnumerable<Form> All => Form.All;

    [TestCase("declare", null, "declare", null, null)]
    [TestCase("declare checkout", null, "declare", null, "checkout")]
    [TestCase("declare checkout nobody can pay", null, null, null, null)]
    [TestCase("Guide", null, "guide", null, null)]
    [TestCase("guide INC-42", null, "guide", "INC-42", null)]
    [TestCase("guide INC-42 ", 17, "guide", "INC-42", null)]
    [TestCase("guide restart it", null, null, null, null)]
    [TestCase("guide restart", null, null, null, null)]
    [TestCase("silence", null, "silence", null, null)]
    [TestCase("silence checkout", null, "silence", null, "checkout")]
    [TestCase("silence checkout 2h", null, null, null, null)]
    [TestCase("postmortem", null, "postmortem", null, null)]
    [TestCase("post-mortem", null, "postmortem", null, null)]
    [TestCase("postmortem INC-1", null, null, null, null)]
    [TestCase("assign INC-1 ", 3, "words", null, null)]
    [TestCase("assign INC-1", 3, null, null, null)]
    [TestCase("status", null, null, null, null)]
    [TestCase("nonsense", null, null, null, null)]
    [TestCase("", null, null, null, null)]
    public void A_form_asks_for_the_words_that_are_missing(string text, int? stamp, string? form, string? incident, string? service)
    {
        var wish = FormWish.Of(text, stamp);

        Assert.That((wish?.Form.Name, wish?.Scope.Incident, wish?.Scope.Service), Is.EqualTo((form, incident, service)));
        if (wish is not null) Assert.That(wish.Scope.Stamp, Is.EqualTo(stamp));
    }

    [TestCaseSource(nameof(All))]
    public void A_view_keeps_to_Slacks_limits(object one)
    {
        var form = (Form)one;
        var tooLong = new string('x', 5000);
        var view = form.View(new FormScope("INC-42", "checkout", 3, tooLong, "assign INC-42", "C1", "1.1"));

        Assert.Multiple(() =>
        {
            Assert.That((string)view["callback_id"]!, Is.EqualTo($"form:{form.Name}"));
            Assert.That(Form.Of((string)view["callback_id"]!), Is.SameAs(form));
            foreach (var name in (string[])["title", "submit", "close"]) Assert.That(((string)view[name]!["text"]!).Length, Is.InRange(1, 24), name);
            Assert.That(((string)view["private_metadata"]!).Length, Is.LessThanOrEqualTo(3000));
            foreach (var block in view["blocks"]!.AsArray().OfType<JsonObject>().Where(block => (string)block["type"]! == "input"))
            {
                Assert.That((string)block["element"]!["action_id"]!, Is.EqualTo((string)block["block_id"]!));
                Assert.That((string?)block["element"]!["initial_value"] ?? "", Has.Length.LessThanOrEqualTo((int?)block["element"]!["max_length"] ?? 3000));
            }
        });
    }

    [TestCaseSource(nameof(All))]
    public void What_a_form_knows_comes_back_with_it(object one)
    {
        var scope = new FormScope("INC-42", null, 17, null, "assign INC-42", "C1", "1.1");

        Assert.That(FormScope.Read((string)((Form)one).View(scope)["private_metadata"]!), Is.EqualTo(scope));
        Assert.That(FormScope.Read("nonsense"), Is.EqualTo(new FormScope()));
    }

    [TestCaseSource(nameof(All))]
    public void A_refusal_stands_at_an_input_that_the_form_has(object one)
    {
        var form = (Form)one;
        foreach (var scope in (FormScope[])[new(Command: "ack INC-1"), new("INC-42", Command: "ack INC-1")])
        {
            var inputs = form.View(scope)["blocks"]!.AsArray().Where(block => (string)block!["type"]! == "input").Select(block => (string)block!["block_id"]!).ToList();
            foreach (var outcome in Enum.GetValues<AnswerOutcome>()) Assert.That(inputs, Has.Member(form.BlockOf(outcome, scope)), $"{form.Name} {outcome}");
        }
    }

    [TestCase("declare", "service=check out|what=nobody \"can\" pay --now|major=major", "declare \"check out\" --major nobody \"can\" pay --now")]
    [TestCase("declare", "service=db|what=slow", "declare db slow")]
    [TestCase("guide", "incident=INC-7|guidance=roll back", "guide INC-7 roll back")]
    [TestCase("silence", "service=db|for= 2h |reason=planned work", "silence db 2h planned work")]
    [TestCase("silence", "service=db|for=2h", "silence db 2h")]
    [TestCase("postmortem", "ended=INC-7", "postmortem INC-7")]
    public void A_form_makes_the_command(string form, string values, string command)
    {
        var filled = values.Split('|').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

        Assert.That(Form.Named(form)!.CommandOf(filled, new FormScope()), Is.EqualTo(command));
    }

    [Test]
    public void A_service_with_blanks_and_quotes_is_one_word_of_the_command()
    {
        var command = Form.Named("declare")!.CommandOf(new Dictionary<string, string> { ["service"] = "a \"b\" c", ["what"] = "down" }, new FormScope());
        var parsed = CommandParser.Parse(new CommandRequest(command, Actor.Person("ana", [], "slack")));

        Assert.That(parsed, Is.EqualTo(new ParsedCommand.Declares("a \"b\" c", "down", false)));
    }
}
