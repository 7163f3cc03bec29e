using System.Text.Json;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace ChatOps.Tests.Slack;

/// <summary>Who may deliver, what a repeat gets, and that Slack is always answered in time.</summary>
internal sealed class Deliveries
{
    private SlackBot _bot = null!;

    [OneTimeSetUp]
    public async Task Start() => _bot = await SlackBot.StartAsync(""", "TeamId": "T1" """);

    [OneTimeTearDown]
    public async Task Stop() => await _bot.DisposeAsync();

    [TestCase("/slack/commands")]
    [TestCase("/slack/events")]
    [TestCase("/slack/interactions")]
    public async Task What_Slack_did_not_sign_lately_is_refused(string path)
    {
        var good = _bot.Signed(path, "team_id=T1&user_id=U1&channel_id=C1&command=%2Fchatops&text=list");

        foreach (var bad in (SignedRequest[])
        [
            good with { Signature = null }, good with { Stamp = null }, good with { Body = good.Body + "x" }, good with { Signature = good.Signature![..^1] + "0", Stamp = good.Stamp + "0" },
            _bot.Signed(path, good.Body, ago: TimeSpan.FromMinutes(6)), _bot.Signed(path, good.Body, ago: TimeSpan.FromMinutes(-6)),
        ])
        {
            Assert.That((await _bot.SendAsync(bad)).Status, Is.EqualTo(401), bad.ToString());
        }
    }

    [Test]
    public async Task Another_workspace_is_refused_whatever_it_sends()
    {
        Assert.That((await _bot.CommandAsync("list", team: "T2")).Status, Is.EqualTo(401));
        Assert.That((await _bot.EventAsync("""{ "type": "app_mention", "user": "U1", "text": "<@UBOT> list", "ts": "1.1", "channel": "C1" }""", "EvOther", team: "T2")).Status, Is.EqualTo(401));
        Assert.That((await _bot.InteractAsync("""{ "type": "block_actions", "team": { "id": "T2" }, "user": { "id": "U1" }, "actions": [ { "action_id": "command:0", "value": "1 ack INC-1" } ] }""")).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task The_check_of_the_address_gets_its_challenge_back()
    {
        var replied = await _bot.PostAsync("/slack/events", """{ "token": "x", "challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P", "type": "url_verification" }""", "application/json");

        Assert.That((replied.Status, replied.Body, replied.Type), Is.EqualTo((200, "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P", "text/plain")));
    }

    [TestCase("/slack/commands", "text=list", 400)]
    [TestCase("/slack/events", "[]", 400)]
    [TestCase("/slack/events", "nonsense", 400)]
    [TestCase("/slack/events", """{"type":"app_rate_limited","team_id":"T1","minute_rate_limited":1}""", 200)]
    [TestCase("/slack/events", """{"type":"something_new"}""", 200)]
    [TestCase("/slack/interactions", "payload=nonsense", 400)]
    [TestCase("/slack/interactions", "x=1", 400)]
    [TestCase("/slack/interactions", """payload={"type":"something_new","user":{"id":"U1"}}""", 200)]
    [TestCase("/slack/interactions", """payload={"type":"view_closed","user":{"id":"U1"},"view":{"id":"V1"}}""", 200)]
    [TestCase("/slack/interactions", """payload={"type":"block_actions","user":{"id":"U1"},"actions":[{"type":"button","action_id":"x","url":"https://a.example"}]}""", 200)]
    public async Task What_is_not_known_is_taken_and_what_cannot_be_read_is_refused(string path, string body, int status)
    {
        var replied = await _bot.PostAsync(path, body);

        Assert.That(replied.Status, Is.EqualTo(status));
        if (status == 200) Assert.That(replied.Body, Is.Empty);
        else Assert.That(replied.Type, Is.EqualTo("application/problem+json"));
    }

    [Test]
    public async Task A_body_that_is_too_long_is_refused() =>
        Assert.That((await _bot.PostAsync("/slack/events", new string(' ', (1024 * 1024) + 1))).Status, Is.EqualTo(413));

    [Test]
    public async Task A_replay_gets_the_same_answer_and_has_no_second_effect()
    {
        var signed = _bot.Signed("/slack/commands", SlackBot.Form(("team_id", "T1"), ("user_id", "UANA"), ("channel_id", "C1"), ("command", "/chatops"), ("text", "declare replayed it is slow"), ("response_url", _bot.ResponseUrl)));

        var first = await _bot.SendAsync(signed);
        var second = await _bot.SendAsync(signed);
        var both = await Task.WhenAll(_bot.SendAsync(signed), _bot.SendAsync(signed));

        Assert.That(first.Body, Does.Contain("INC-"));
        Assert.That(both.Append(second).Select(replied => replied.Body), Is.All.EqualTo(first.Body));
        using var incidents = JsonDocument.Parse(await _bot.Bot.Http.GetStringAsync("/api/incidents?state=all&service=replayed"));
        Assert.That(incidents.RootElement.GetProperty("items").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_saying_that_arrives_as_two_events_and_again_is_heard_once()
    {
        const string mention = """{ "type": "app_mention", "user": "UANA", "text": "<@UBOT> declare heard it is slow", "ts": "77.1", "channel": "C1" }""";
        var message = mention.Replace("app_mention", "message", StringComparison.Ordinal);

        var statuses = await Task.WhenAll(_bot.EventAsync(mention, "Ev1"), _bot.EventAsync(message, "Ev2"), _bot.EventAsync(mention, "Ev1"));
        await Assert.ThatAsync(() => Task.FromResult(_bot.Slack.Calls("chat.postEphemeral").Count()), Is.EqualTo(1).After(10_000, 20));

        Assert.That(statuses.Select(replied => replied.Status), Is.All.EqualTo(200));
        using var incidents = JsonDocument.Parse(await _bot.Bot.Http.GetStringAsync("/api/incidents?state=all&service=heard"));
        Assert.That(incidents.RootElement.GetProperty("items").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task Work_that_takes_too_long_is_answered_in_time_and_done_once()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero));
        var intake = Substitute.For<IIntake>();
        var done = new TaskCompletionSource<Answer>();
        intake.AcceptAsync(Arg.Any<CommandRequest>(), Arg.Any<CancellationToken>()).Returns(_ => done.Task);
        await using var bot = await SlackBot.StartAsync(services: services => services.AddSingleton(intake), time: time);
        var signed = bot.Signed("/slack/commands", SlackBot.Form(("team_id", "T1"), ("user_id", "UANA"), ("channel_id", "C1"), ("command", "/chatops"), ("text", "ack INC-1"), ("response_url", bot.ResponseUrl)));

        var sending = bot.SendAsync(signed);
        await Assert.ThatAsync(() => Task.FromResult(intake.ReceivedCalls().Count()), Is.EqualTo(1).After(10_000, 20));
        var replied = await AdvancingAsync(time, sending);
        var again = await AdvancingAsync(time, bot.SendAsync(signed));
        Assert.That(replied.Body, Does.Contain("takes longer than usual"));
        Assert.That(again.Body, Is.EqualTo(replied.Body));
        Assert.That(bot.Slack.Responses, Is.Empty);

        done.SetResult(new Answer(AnswerOutcome.Done, "ana has INC-1."));
        await Assert.ThatAsync(() => Task.FromResult(bot.Slack.Responses.Select(call => call.Text("text")).ToArray()), Is.EqualTo((string[])["ana has INC-1."]).After(10_000, 20));
        Assert.That(intake.ReceivedCalls().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Storage_that_is_away_is_told_to_people_and_events_come_again()
    {
        var intake = Substitute.For<IIntake>();
        var away = true;
        intake.AcceptAsync(Arg.Any<CommandRequest>(), Arg.Any<CancellationToken>()).Returns(_ => away ? throw new StorageUnavailableException("The disk is full; free some space.") : new Answer(AnswerOutcome.Done, "heard"));
        await using var bot = await SlackBot.StartAsync(services: services => services.AddSingleton(intake));
        const string mention = """{ "type": "app_mention", "user": "UANA", "text": "<@UBOT> ack INC-1", "ts": "1.1", "channel": "C1" }""";

        var command = await bot.CommandAsync("ack INC-1");
        var told = await bot.EventAsync(mention, "Ev1");
        away = false;
        var again = await bot.EventAsync(mention, "Ev1");

        Assert.That((command.Status, command.Body.Contains("free some space", StringComparison.Ordinal)), Is.EqualTo((200, true)));
        Assert.That((told.Status, again.Status), Is.EqualTo((503, 200)));
        await Assert.ThatAsync(() => Task.FromResult(bot.Slack.Calls("chat.postEphemeral").Select(call => call.Text("text")).ToArray()), Is.EqualTo((string[])["heard"]).After(10_000, 20));
    }

    /// <summary>Lets the bot's clock run until the answer is there.</summary>
    private static async Task<SlackReplied> AdvancingAsync(FakeTimeProvider time, Task<SlackReplied> sending)
    {
        for (var waited = 0; !sending.IsCompleted && waited < 200; waited++)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(sending, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System));
        }

        return await sending;
    }
}
