using ChatOps.Bot.Dashboard;
using ChatOps.Bot.Dashboard.Commands;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using NSubstitute;

namespace ChatOps.Tests.Dashboard;

/// <summary>What the browser says over a line that is slow and breaks.</summary>
internal sealed class CommandBoxTests
{
    private readonly List<CommandRequest> _heard = [];

    [Test]
    public async Task What_is_said_again_after_the_connection_was_lost_is_done_once()
    {
        var box = Box(_ => Task.FromResult(new Answer(AnswerOutcome.Done, "done")), out _);

        await box.SayAsync(1, "ack", "INC-7", null);
        await box.SayAsync(1, "ack", "INC-7", null);
        await box.SayAsync(2, "help", null, null);

        Assert.That(_heard.Select(command => (command.Text, command.Thread)), Is.EqualTo(new (string, IncidentId?)[] { ("ack", new IncidentId(7)), ("help", null) }));
    }

    [Test]
    [Property("Rule", "2.16")]
    public async Task A_button_is_taken_with_the_stamp_that_stood_on_it()
    {
        var box = Box(_ => Task.FromResult(new Answer(AnswerOutcome.Done, "done")), out _);

        await box.SayAsync(1, "ack INC-7", "INC-7", 4);

        Assert.That(_heard.Single().Stamp, Is.EqualTo(4));
    }

    [Test]
    public async Task A_command_waits_until_the_one_before_it_is_answered_even_if_that_fails()
    {
        var first = new TaskCompletionSource<Answer>();
        var box = Box(command => command.Text == "ack" ? first.Task : Task.FromResult(new Answer(AnswerOutcome.Done, "done")), out var conversation);

        var acknowledged = box.SayAsync(1, "ack", "INC-7", null);
        var resolved = box.SayAsync(2, "resolve", "INC-7", null);
        Assert.That(_heard.Select(command => command.Text), Is.EqualTo((string[])["ack"]));

        first.SetException(new InvalidOperationException());
        await resolved;

        Assert.That(async () => await acknowledged, Throws.InvalidOperationException);
        Assert.That(conversation.Exchanges.Select(exchange => exchange.Text), Is.EqualTo((string[])["resolve"]));
    }

    private CommandBox Box(Func<CommandRequest, Task<Answer>> answer, out Conversation conversation)
    {
        var intake = Substitute.For<IIntake>();
        intake.AcceptAsync(Arg.Do<CommandRequest>(_heard.Add), Arg.Any<CancellationToken>()).Returns(call => answer(call.Arg<CommandRequest>()));
        _heard.Clear();
        conversation = new Conversation(intake);
        return new CommandBox(conversation, null!, new Reader("ana", []));
    }
}
