using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Slack.Inputs;
using ChatOps.Slack.Socket;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace ChatOps.Tests.Slack;

/// <summary>What follows an acknowledgement: on disk before it leaves, tried until Slack has it, never longer than Slack takes it. Over HTTP and sockets alike.</summary>
internal sealed class LateAnswersArrive
{
    private const string Refused = """{ "type": "block_actions", "team": { "id": "T1" }, "user": { "id": "UNOBODY" }, "response_url": "@respond", "actions": [ { "action_id": "command:1", "value": "1 ack INC-99" } ] }""";

    [Test]
    public async Task An_answer_that_Slack_would_not_take_is_given_again_until_it_does()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.RespondStatuses.Enqueue(503);
        bot.Slack.RespondStatuses.Enqueue(429);

        Assert.That((await bot.InteractAsync(Refused)).Status, Is.EqualTo(200));
        await Assert.ThatAsync(() => Task.FromResult(bot.Slack.Responses.Count()), Is.EqualTo(3).After(20_000, 50));
        await Assert.ThatAsync(() => KeptAsync(bot), Is.Empty.After(10_000, 20));
    }

    [Test]
    public async Task An_address_that_says_no_is_left_alone()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.RespondStatuses.Enqueue(404);

        await bot.InteractAsync(Refused);
        await Assert.ThatAsync(() => Task.FromResult(bot.Slack.Responses.Count()), Is.EqualTo(1).After(10_000, 20));
        await Assert.ThatAsync(() => KeptAsync(bot), Is.Empty.After(10_000, 20));
        Assert.That(bot.Slack.Responses.Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task It_is_on_disk_before_the_acknowledgement_leaves()
    {
        var answers = Substitute.For<ILateAnswers>();
        var disk = new TaskCompletionSource<KeptAnswer>();
        answers.KeptAsync(default!, default).ReturnsForAnyArgs([]);
        answers.KeepAsync(default!, default!, default, default).ReturnsForAnyArgs(_ => disk.Task);
        await using var bot = await SlackBot.StartAsync(services: services => services.AddSingleton(answers));

        var acknowledged = bot.InteractAsync(Refused);
        await Assert.ThatAsync(() => Task.FromResult(answers.ReceivedCalls().Count(call => call.GetMethodInfo().Name == nameof(ILateAnswers.KeepAsync))), Is.EqualTo(1).After(10_000, 20));
        Assert.That(acknowledged.IsCompleted, Is.False);
        disk.SetResult(new KeptAnswer(7, "", DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue));

        Assert.That((await acknowledged).Status, Is.EqualTo(200));
        await Assert.ThatAsync(() => Task.FromResult(answers.ReceivedCalls().Where(call => call.GetMethodInfo().Name == nameof(ILateAnswers.ForgetAsync)).Select(call => call.GetArguments()[0])), Is.EqualTo(new object[] { 7L }).After(10_000, 20));
    }

    [Test]
    public async Task A_button_whose_work_takes_too_long_is_acknowledged_in_time_and_answered_later()
    {
        await using var slow = await SlowBot.StartAsync();
        var replied = await slow.AdvancingAsync(slow.Bot.InteractAsync(Refused));
        slow.Done.SetResult(new Answer(AnswerOutcome.NotFound, "There is no INC-99."));

        Assert.That((replied.Status, replied.Body), Is.EqualTo((200, "")));
        await Assert.ThatAsync(() => Task.FromResult(slow.Bot.Slack.Responses.Select(call => call.Text("text")).ToArray()), Is.EqualTo((string[])["There is no INC-99."]).After(10_000, 20));
    }

    [Test]
    public async Task A_form_whose_work_takes_too_long_says_so_in_its_place()
    {
        await using var slow = await SlowBot.StartAsync();
        const string sent = """{ "type": "view_submission", "team": { "id": "T1" }, "user": { "id": "UANA" }, "view": { "id": "V1", "hash": "h", "callback_id": "form:guide", "private_metadata": "{\"incident\":\"INC-1\"}", "state": { "values": { "guidance": { "guidance": { "value": "roll back" } } } } } }""";
        var replied = await slow.AdvancingAsync(slow.Bot.InteractAsync(sent));
        slow.Done.SetResult(new Answer(AnswerOutcome.Done, "Done."));

        Assert.That((string?)JsonNode.Parse(replied.Body)!["response_action"], Is.EqualTo("update"));
        Assert.That(replied.Body, Does.Contain("takes longer than usual"));
        Assert.That(slow.Intake.ReceivedCalls().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_menu_that_takes_too_long_is_empty_and_asked_again()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero));
        var desk = Substitute.For<IChatDesk>();
        var found = new TaskCompletionSource<IReadOnlyList<MenuItem>>();
        desk.IncidentsAsync(default!, default, default).ReturnsForAnyArgs(_ => found.Task);
        await using var slow = await SlowBot.StartAsync(time, services => services.AddSingleton(desk));
        var replied = await slow.AdvancingAsync(slow.Bot.InteractAsync("""{ "type": "block_suggestion", "team": { "id": "T1" }, "user": { "id": "UANA" }, "action_id": "incident", "value": "" }"""));
        found.SetResult([]);

        Assert.That(replied.Body, Is.EqualTo("""{"options":[]}"""));
    }

    [TestCase("slash_commands", """{ "team_id": "T1", "user_id": "UANA", "channel_id": "C1", "command": "/chatops", "text": "ack INC-1", "response_url": "@respond" }""", true)]
    [TestCase("interactive", Refused, true)]
    [TestCase("events_api", """{ "type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": { "type": "app_mention", "user": "UANA", "text": "<@UBOT> ack INC-1", "ts": "1.1", "channel": "C1" } }""", false)]
    public async Task Over_a_socket_too(string kind, string payload, bool isAcknowledged)
    {
        await using var slow = await SlowBot.StartAsync();
        var envelopes = slow.Bot.Bot.Services.GetRequiredService<SocketEnvelopes>();
        var envelope = SocketEnvelope.Of(Encoding.UTF8.GetBytes($$"""{ "type": "{{kind}}", "envelope_id": "e-1", "accepts_response_payload": {{(kind == "slash_commands" ? "true" : "false")}}, "payload": {{payload.Replace("@respond", slow.Bot.ResponseUrl, StringComparison.Ordinal)}} }"""))!;
        var (acknowledgement, reply) = await slow.AdvancingAsync(envelopes.ServeAsync(envelope));
        var again = await slow.AdvancingAsync(envelopes.ServeAsync(envelope));
        envelopes.Follow(reply);
        envelopes.Follow(again.Reply);
        slow.Done.SetResult(new Answer(AnswerOutcome.NotFound, "There is no such incident."));

        // An event that is not on disk is not acknowledged: Slack sends it again.
        Assert.That(acknowledgement is not null, Is.EqualTo(isAcknowledged));
        if (kind == "slash_commands") Assert.That(JsonDocument.Parse(acknowledgement!).RootElement.GetProperty("payload").GetProperty("text").GetString(), Does.Contain("takes longer than usual"));
        await Assert.ThatAsync(
            () => Task.FromResult(slow.Bot.Slack.Responses.Concat(slow.Bot.Slack.Calls("chat.postEphemeral")).Select(call => call.Text("text")).ToArray()), Is.EqualTo((string[])["There is no such incident."]).After(10_000, 20));
        Assert.That(slow.Intake.ReceivedCalls().Count(), Is.EqualTo(1), "done once");
    }

    [Test]
    public void What_is_kept_is_read_as_it_was()
    {
        var answer = LateAnswer.Post("C1:1.1", new JsonObject { ["channel"] = "C1", ["thread_ts"] = "1.1", ["text"] = "INC-1" });
        var read = LateAnswer.Read(answer.Write())!;

        Assert.That((read.Method, read.Address, read.Key, read.Message.ToJsonString()), Is.EqualTo((answer.Method, answer.Address, answer.Key, answer.Message.ToJsonString())));
        Assert.That(read.Key, Does.StartWith("answer-"));
        Assert.That(LateAnswer.Read("nonsense"), Is.Null);
    }

    private static Task<IReadOnlyList<KeptAnswer>> KeptAsync(SlackBot bot) => bot.Bot.Services.GetRequiredService<ILateAnswers>().KeptAsync("slack", CancellationToken.None);

    /// <summary>A bot whose work is done when the test says so, and whose clock runs when the test lets it.</summary>
    private sealed class SlowBot : IAsyncDisposable
    {
        private readonly FakeTimeProvider _time;

        private SlowBot(FakeTimeProvider time, IIntake intake, SlackBot bot) => (_time, Intake, Bot) = (time, intake, bot);

        public IIntake Intake { get; }

        public SlackBot Bot { get; }

        public TaskCompletionSource<Answer> Done { get; } = new();

        public static async Task<SlowBot> StartAsync(FakeTimeProvider? time = null, Action<IServiceCollection>? services = null)
        {
            time ??= new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero));
            var intake = Substitute.For<IIntake>();
            var bot = new SlowBot(time, intake, await SlackBot.StartAsync(services: all =>
            {
                all.AddSingleton(intake);
                services?.Invoke(all);
            }, time: time));
            intake.AcceptAsync(Arg.Any<CommandRequest>(), Arg.Any<CancellationToken>()).Returns(_ => bot.Done.Task);
            return bot;
        }

        /// <summary>Lets the clock run until the answer is there.</summary>
        public async Task<T> AdvancingAsync<T>(Task<T> answer)
        {
            for (var waited = 0; !answer.IsCompleted && waited < 200; waited++)
            {
                await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System));
                _time.Advance(TimeSpan.FromMilliseconds(100));
            }

            return await answer;
        }

        public ValueTask DisposeAsync() => Bot.DisposeAsync();
    }
}
