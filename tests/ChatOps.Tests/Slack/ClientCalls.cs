using System.Net;
using System.Text.Json.Nodes;
using ChatOps.Slack;

namespace ChatOps.Tests.Slack;

/// <summary>What a call of Slack comes to: done, not done, surely not done, perhaps done.</summary>
internal sealed class ClientCalls
{
    [Test]
    public async Task A_call_carries_the_token_in_its_header_and_its_arguments_as_a_form()
    {
        var slack = new SlackStub();

        var answer = await slack.Client.CallAsync("chat.postMessage", new JsonObject { ["channel"] = "C1", ["blocks"] = new JsonArray(new JsonObject { ["a"] = "ü&" }), ["unfurl_links"] = false, ["none"] = null }, default);

        var call = slack.Calls.Single();
        Assert.That(answer, Is.InstanceOf<SlackAnswer.Good>());
        Assert.That(call.Address.ToString(), Is.EqualTo("https://slack.example/api/chat.postMessage"));
        Assert.That(call.Authorization, Is.EqualTo("Bearer xoxb-1"));
        Assert.That(call.MediaType, Is.EqualTo("application/x-www-form-urlencoded"));
        Assert.That(((string?)JsonNode.Parse(call["blocks"]!)![0]!["a"], call["unfurl_links"], call["none"], call["token"]), Is.EqualTo(("ü&", "false", (string?)null, (string?)null)));
    }

    [TestCase(HttpRequestError.NameResolutionError)]
    [TestCase(HttpRequestError.ConnectionError)]
    [TestCase(HttpRequestError.SecureConnectionError)]
    public async Task What_never_left_was_surely_not_done(HttpRequestError error) =>
        Assert.That(await Called(SlackStub.Fails(error)), Is.EqualTo(new SlackAnswer.Away("it broke")));

    [TestCase(HttpRequestError.ResponseEnded)]
    [TestCase(HttpRequestError.HttpProtocolError)]
    [TestCase(HttpRequestError.Unknown)]
    public async Task What_left_and_got_no_answer_may_have_been_done(HttpRequestError error) =>
        Assert.That(await Called(SlackStub.Fails(error)), Is.EqualTo(new SlackAnswer.Lost("it broke")));

    [TestCase(500)]
    [TestCase(502)]
    [TestCase(503)]
    public async Task An_error_of_the_server_may_have_been_done(int status) =>
        Assert.That(await Called(SlackStub.Json("oops", (HttpStatusCode)status)), Is.EqualTo(new SlackAnswer.Lost($"Slack answered {status}")));

    [Test]
    public async Task An_answer_that_cannot_be_read_may_have_been_done() =>
        Assert.That(await Called(SlackStub.Json("""{"ok":tr""")), Is.InstanceOf<SlackAnswer.Lost>());

    [TestCase(302, "http_302")]
    [TestCase(404, "http_404")]
    public async Task Another_servers_answer_is_none_of_Slack(int status, string error) =>
        Assert.That(((SlackAnswer.Failed)await Called(SlackStub.Json("<html>", (HttpStatusCode)status))).Error, Is.EqualTo(error));

    [Test]
    public async Task What_Slack_refuses_comes_with_its_word_and_all_that_it_says()
    {
        var answer = (SlackAnswer.Failed)await Called(SlackStub.Json("""{"ok":false,"error":"missing_scope","needed":"chat:write"}"""));

        Assert.That((answer.Error, answer.Body.GetProperty("needed").GetString()), Is.EqualTo(("missing_scope", "chat:write")));
    }

    [Test]
    public async Task A_slower_pace_is_kept_for_that_channel_alone_and_nothing_is_asked_before()
    {
        var slack = new SlackStub().Then(SlackStub.Slower(30));
        var first = await Post(slack, "C1");
        slack.Time.Advance(TimeSpan.FromSeconds(29));
        var early = await Post(slack, "C1");
        var other = await Post(slack, "C2");
        var change = await slack.Client.CallAsync("chat.update", new JsonObject { ["channel"] = "C1" }, default);
        slack.Time.Advance(TimeSpan.FromSeconds(1));
        var after = await Post(slack, "C1");

        Assert.That((first, early), Is.EqualTo((new SlackAnswer.Slower(TimeSpan.FromSeconds(30)), new SlackAnswer.Slower(TimeSpan.FromSeconds(1)))));
        Assert.That(new[] { other, change, after }, Is.All.InstanceOf<SlackAnswer.Good>());
        Assert.That(slack.Calls, Has.Count.EqualTo(4), "the early one was not sent");
    }

    [Test]
    public async Task When_a_second_channel_is_limited_meanwhile_all_posts_are_left_alone_and_nothing_else()
    {
        var slack = new SlackStub().Then(SlackStub.Slower(30), SlackStub.Slower(30));
        await Post(slack, "C1");
        await Post(slack, "C2");
        var third = await Post(slack, "C3");
        var change = await slack.Client.CallAsync("chat.update", new JsonObject { ["channel"] = "C3" }, default);
        slack.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.That(third, Is.EqualTo(new SlackAnswer.Slower(TimeSpan.FromSeconds(30))));
        Assert.That(new[] { change, await Post(slack, "C3"), await Post(slack, "C1") }, Is.All.InstanceOf<SlackAnswer.Good>());
    }

    [Test]
    public async Task A_method_that_is_limited_is_left_alone_in_every_channel()
    {
        var slack = new SlackStub().Then(SlackStub.Slower(10));
        await slack.Client.CallAsync("conversations.replies", new JsonObject { ["channel"] = "C1" }, default);

        Assert.That(await slack.Client.CallAsync("conversations.replies", new JsonObject { ["channel"] = "C2" }, default), Is.EqualTo(new SlackAnswer.Slower(TimeSpan.FromSeconds(10))));
    }

    [Test]
    public async Task No_token_goes_to_an_address_that_came_with_a_delivery_or_an_upload()
    {
        var slack = new SlackStub().Then(SlackStub.Json("ok"), SlackStub.Json("OK - 3"));

        Assert.That(await slack.Client.RespondAsync(new Uri("https://hooks.example/1"), new JsonObject { ["text"] = "x" }, default), Is.InstanceOf<SlackAnswer.Good>());
        Assert.That(await slack.Client.UploadAsync(new Uri("https://files.example/1"), [1, 2, 3], default), Is.InstanceOf<SlackAnswer.Good>());
        Assert.That(slack.Calls.Select(call => call.Authorization), Is.All.Null);
        Assert.That(await slack.Client.RespondAsync(new Uri("http://hooks.example/1"), [], default), Is.InstanceOf<SlackAnswer.Failed>(), "not without TLS");
    }

    [Test]
    public async Task An_expired_address_for_answers_is_a_failure() =>
        Assert.That(
            await new SlackStub().Then(SlackStub.Json("""{"ok":false,"error":"expired_url"}""", HttpStatusCode.NotFound)).Client.RespondAsync(new Uri("https://hooks.example/1"), [], default),
            Is.InstanceOf<SlackAnswer.Failed>().With.Property(nameof(SlackAnswer.Failed.Error)).EqualTo("expired_url"));

    [TestCase("command:1", "17 ack INC-42", 17, "ack INC-42")]
    [TestCase("command:12", "0 guide INC-42 ", 0, "guide INC-42 ")]
    [TestCase("other", "17 ack INC-42", null, null)]
    [TestCase("command:1", "ack INC-42", null, null)]
    [TestCase("command:1", "-1 ack INC-42", null, null)]
    [TestCase("command:1", "17", null, null)]
    [TestCase("command:1", null, null, null)]
    public void A_button_is_read_as_it_was_written(string action, string? value, int? stamp, string? command) =>
        Assert.That(SlackButton.Read(action, value), Is.EqualTo(stamp is { } number ? new SlackButton(number, command!) : null));

    [TestCase("C1/1772334720.000100", "C1", "1772334720.000100")]
    [TestCase("C1/", null, null)]
    [TestCase("/1", null, null)]
    [TestCase("C1", null, null)]
    [TestCase(null, null, null)]
    public void A_reference_is_read_as_it_was_written(string? text, string? channel, string? ts)
    {
        var reference = SlackReference.Read(text);

        Assert.That((reference?.Channel, reference?.Ts), Is.EqualTo((channel, ts)));
        if (channel is not null) Assert.That(reference!.ToString(), Is.EqualTo(text));
    }

    private static async Task<SlackAnswer> Called(Func<StubCall, HttpResponseMessage> answer) => await new SlackStub().Then(answer).Client.CallAsync("auth.test", [], default);

    private static Task<SlackAnswer> Post(SlackStub slack, string channel) => slack.Client.CallAsync("chat.postMessage", new JsonObject { ["channel"] = channel }, default);
}
