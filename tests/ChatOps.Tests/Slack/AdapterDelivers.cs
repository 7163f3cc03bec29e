using System.Text.Json.Nodes;
using ChatOps.Core.Delivery;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Slack;
using ChatOps.Tests.Messages;
using static ChatOps.Tests.Slack.SlackStub;

namespace ChatOps.Tests.Slack;

/// <summary>What delivery hears of Slack, and how a message is looked for.</summary>
internal sealed class AdapterDelivers
{
    private const string Head = "C0OPS/1772334700.000100";
    private const string Replied = """{"ok":true,"channel":"C0OPS","ts":"1772334720.000100"}""";

    [Test]
    public async Task A_head_is_posted_once_and_then_changed_in_place()
    {
        var slack = new SlackStub().Then(Json("""{"ok":true,"channel":"C0OPS","ts":"1772334700.000100"}"""));

        var made = await slack.Adapter.ShowAsync(Message(head: null), default);
        var changed = await slack.Adapter.ShowAsync(Message(head: Head), default);

        Assert.That(made, Is.EqualTo(new DeliveryResult.Delivered(Head)));
        Assert.That(changed, Is.InstanceOf<DeliveryResult.Delivered>());
        Assert.That(slack.Calls.Select(call => (call.Method, call["channel"], call["ts"], call["thread_ts"])), Is.EqualTo(((string, string?, string?, string?)[])
        [
            ("chat.postMessage", "C0OPS", null, null), ("chat.update", "C0OPS", "1772334700.000100", null),
        ]));
    }

    [Test]
    public async Task What_was_posted_is_changed_where_it_landed_and_keeps_its_key()
    {
        var slack = new SlackStub().Then(Json(Replied));

        var changed = await slack.Adapter.ChangeAsync(Message(), "D0ANA/1772334720.000100", default);

        Assert.That(changed, Is.InstanceOf<DeliveryResult.Delivered>());
        var call = slack.Calls.Single();
        Assert.That((call.Method, call["channel"], call["ts"], call["thread_ts"], call["reply_broadcast"]), Is.EqualTo(("chat.update", "D0ANA", "1772334720.000100", (string?)null, (string?)null)));
        Assert.That(call.Json("metadata").ToJsonString(), Does.Contain("cafe-post-7"));
    }

    [TestCase("message_not_found")]
    [TestCase("cant_update_message")]
    [TestCase("edit_window_closed")]
    public async Task What_was_posted_and_is_gone_is_not_posted_again(string error)
    {
        var slack = new SlackStub().Then(Enumerable.Repeat(Error(error), 5));

        Assert.That(Words(await slack.Adapter.ChangeAsync(Message(), "C0OPS/1772334720.000100", default)), Is.EqualTo("Refused ContentRefused"));
        Assert.That(slack.Calls.Select(call => call.Method), Is.EqualTo(new[] { "chat.update" }));
    }

    [TestCase(MessageKind.Mention, "true")]
    [TestCase(MessageKind.Reminder, null)]
    [TestCase(MessageKind.News, null)]
    public async Task News_stands_in_the_thread_and_an_escalation_in_the_channel_too(MessageKind kind, string? broadcast)
    {
        var slack = new SlackStub();
        await slack.Adapter.PostAsync(Message(kind: kind), default);

        var call = slack.Calls.Single();
        Assert.That((call["thread_ts"], call["reply_broadcast"]), Is.EqualTo(("1772334700.000100", broadcast)));
    }

    [TestCase("C0FALLBACK")]
    [TestCase("U0ANA")]
    public async Task Where_the_thread_is_not_it_stands_by_itself(string place)
    {
        var slack = new SlackStub();
        await slack.Adapter.PostAsync(Message(place: place), default);

        Assert.That((slack.Calls.Single()["channel"], slack.Calls.Single()["thread_ts"]), Is.EqualTo((place, (string?)null)));
    }

    [Test]
    public async Task Every_message_has_a_text_a_key_and_opens_no_link()
    {
        var slack = new SlackStub();
        await slack.Adapter.PostAsync(Message(), default);

        var call = slack.Calls.Single();
        Assert.That(call["text"], Does.StartWith("L2 · INC-42 · checkout is down"));
        Assert.That(call.Json("metadata").ToJsonString(), Is.EqualTo("""{"event_type":"chatops_message","event_payload":{"key":"cafe-post-7"}}"""));
        Assert.That((call["unfurl_links"], call["unfurl_media"], call["parse"], call["link_names"]), Is.EqualTo(("false", "false", "none", (string?)null)));
    }

    [TestCase("invalid_auth", "RetryAfter NotAuthorized")]
    [TestCase("token_revoked", "RetryAfter NotAuthorized")]
    [TestCase("missing_scope", "RetryAfter NotAuthorized")]
    [TestCase("rate_limited", "RetryAfter RateLimited")]
    [TestCase("message_limit_exceeded", "RetryAfter RateLimited")]
    [TestCase("internal_error", "Unknown")]
    [TestCase("fatal_error", "Unknown")]
    [TestCase("service_unavailable", "Unknown")]
    [TestCase("request_timeout", "Unknown")]
    [TestCase("channel_not_found", "Refused ChannelGone")]
    [TestCase("not_in_channel", "Refused ChannelGone")]
    [TestCase("is_archived", "Refused ChannelGone")]
    [TestCase("user_not_found", "Refused ChannelGone")]
    [TestCase("restricted_action", "Refused NotAuthorized")]
    [TestCase("restricted_action_something_new", "Refused NotAuthorized")]
    [TestCase("no_permission", "Refused NotAuthorized")]
    [TestCase("a_word_nobody_knows", "Refused ContentRefused")]
    [TestCase("http_404", "RetryAfter PlatformAway")]
    public async Task Each_error_has_its_treatment(string error, string expected)
    {
        var slack = new SlackStub().Then(Enumerable.Repeat(Error(error), 5));

        Assert.That(Words(await slack.Adapter.PostAsync(Message(), default)), Is.EqualTo(expected));
        Assert.That(slack.Calls, Has.Count.EqualTo(1), "a treatment, not a try");
    }

    [Test]
    public void Every_word_of_the_table_comes_to_an_end_and_none_is_dropped()
    {
        foreach (var error in SlackErrors.Known)
        {
            var result = SlackErrors.Result(error, error);
            if (result is DeliveryResult.Refused refused) Assert.That(refused.Detail, Is.EqualTo(error));
        }
    }

    [TestCase("invalid_blocks")]
    [TestCase("msg_blocks_too_long")]
    [TestCase("msg_too_long")]
    [TestCase("invalid_arguments")]
    public async Task Blocks_that_Slack_will_not_take_become_words_which_still_tell_all(string error)
    {
        var slack = new SlackStub().Then(Error(error));

        var result = await slack.Adapter.PostAsync(Message(), default);

        Assert.That(result, Is.InstanceOf<DeliveryResult.Delivered>());
        Assert.That(slack.Calls[1]["blocks"], Is.Null);
        Assert.That(slack.Calls[1]["text"], Does.Contain("Problem: ").And.Contain("Request: "));
        Assert.That(slack.Calls[1]["metadata"], Is.Not.Null);
    }

    [Test]
    public async Task Words_that_Slack_will_not_take_either_are_refused_with_what_it_says()
    {
        var slack = new SlackStub().Then(Enumerable.Repeat(Json("""{"ok":false,"error":"invalid_blocks","response_metadata":{"messages":["[ERROR] must be less than 3001 characters"]}}"""), 5));

        Assert.That(
            await slack.Adapter.PostAsync(Message(), default),
            Is.EqualTo(new DeliveryResult.Refused(DeliveryReason.ContentRefused, "invalid_blocks: [ERROR] must be less than 3001 characters")));
        Assert.That(slack.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_thread_that_is_gone_leaves_the_message_by_itself()
    {
        var slack = new SlackStub().Then(Error("thread_not_found"));

        Assert.That(await slack.Adapter.PostAsync(Message(kind: MessageKind.Mention), default), Is.InstanceOf<DeliveryResult.Delivered>());
        Assert.That((slack.Calls[1]["thread_ts"], slack.Calls[1]["reply_broadcast"]), Is.EqualTo(((string?)null, (string?)null)));
    }

    [TestCase("message_not_found")]
    [TestCase("cant_update_message")]
    [TestCase("edit_window_closed")]
    public async Task A_head_that_cannot_be_changed_is_made_anew(string error)
    {
        var slack = new SlackStub().Then(Error(error));

        Assert.That(await slack.Adapter.ShowAsync(Message(), default), Is.EqualTo(new DeliveryResult.Delivered("C0OPS/1772334720.000100")));
        Assert.That(slack.Calls.Select(call => (call.Method, call["ts"])), Is.EqualTo(((string, string?)[])[("chat.update", "1772334700.000100"), ("chat.postMessage", null)]));
    }

    [Test]
    public async Task A_cut_answer_is_unknown_and_no_connection_is_not()
    {
        var slack = new SlackStub().Then(Fails(HttpRequestError.ResponseEnded), Fails(HttpRequestError.ConnectionError), Slower(7));

        Assert.That(Words(await slack.Adapter.PostAsync(Message(), default)), Is.EqualTo("Unknown"));
        Assert.That(Words(await slack.Adapter.PostAsync(Message(), default)), Is.EqualTo("RetryAfter PlatformAway"));
        Assert.That(await slack.Adapter.PostAsync(Message(), default), Is.EqualTo(new DeliveryResult.RetryAfter(TimeSpan.FromSeconds(7), DeliveryReason.RateLimited)));
    }

    [Test]
    public async Task A_reply_is_looked_for_in_its_thread_by_its_key_page_by_page()
    {
        var slack = new SlackStub().Then(
            Json($$$"""{"ok":true,"messages":[{{{Carrying("cafe-post-6", "1.1")}}},{{{Carrying("beef-post-7", "1.2")}}}],"response_metadata":{"next_cursor":"abc="}}"""),
            Json($$"""{"ok":true,"messages":[{"ts":"1.3"},{{Carrying("cafe-post-7", "1.4")}}]}"""));

        Assert.That(await slack.Adapter.FindAsync(Message(), default), Is.EqualTo(new DeliveryResult.Delivered("C0OPS/1.4")));
        Assert.That(slack.Calls.Select(call => (call.Method, call["ts"], call["include_all_metadata"], call["cursor"])), Is.EqualTo(((string, string?, string?, string?)[])
        [
            ("conversations.replies", "1772334700.000100", "true", null), ("conversations.replies", "1772334700.000100", "true", "abc="),
        ]));
    }

    [Test]
    public async Task A_head_is_looked_for_in_its_channel_since_it_was_decided()
    {
        var slack = new SlackStub().Then(Json("""{"ok":true,"messages":[]}"""));

        Assert.That(await slack.Adapter.FindAsync(Message(head: null), default), Is.Null);
        Assert.That((slack.Calls[0].Method, slack.Calls[0]["oldest"]), Is.EqualTo(("conversations.history", Sample.At("03:10").ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Test]
    public async Task A_direct_message_is_looked_for_in_its_conversation()
    {
        var slack = new SlackStub().Then(Json("""{"ok":true,"channel":{"id":"D0ANA"}}"""), Json($$"""{"ok":true,"messages":[{{Carrying("cafe-post-7", "1.4")}}]}"""));

        Assert.That(await slack.Adapter.FindAsync(Message(place: "U0ANA"), default), Is.EqualTo(new DeliveryResult.Delivered("D0ANA/1.4")));
    }

    [TestCase("missing_scope", "Unknown")]
    [TestCase("not_in_channel", "Unknown")]
    [TestCase("internal_error", "RetryAfter PlatformAway")]
    [TestCase("is_archived", "Refused ChannelGone")]
    [TestCase("thread_not_found", "null")]
    public async Task A_question_that_is_refused_has_its_treatment(string error, string expected) =>
        Assert.That(Words(await new SlackStub().Then(Error(error)).Adapter.FindAsync(Message(), default)), Is.EqualTo(expected));

    [Test]
    public async Task A_question_that_is_put_off_is_put_again_after_the_wait() =>
        Assert.That(await new SlackStub().Then(Slower(60)).Adapter.FindAsync(Message(), default), Is.EqualTo(new DeliveryResult.RetryAfter(TimeSpan.FromSeconds(60), DeliveryReason.RateLimited)));

    [Test]
    public async Task Long_data_is_shared_as_a_file_of_the_thread_and_a_file_that_fails_costs_no_message()
    {
        var log = new string('x', 5000);
        var post = Message() with { Message = new ChatMessage("x", [new Run.Text("x")], [new Block.Details("The log", log)], []) };
        var slack = new SlackStub().Then(Json(Replied), Json("""{"ok":true,"upload_url":"https://files.example/up","file_id":"F1"}"""), Json("OK - 5000"));

        var shared = await slack.Adapter.PostAsync(post, default);
        var failing = await new SlackStub().Then(Json(Replied), Error("missing_scope")).Adapter.PostAsync(post, default);

        Assert.That(new[] { shared, failing }, Is.All.EqualTo(new DeliveryResult.Delivered("C0OPS/1772334720.000100")));
        Assert.That(slack.Calls.Select(call => call.Method), Is.EqualTo(new[] { "chat.postMessage", "files.getUploadURLExternal", "up", "files.completeUploadExternal" }));
        Assert.That((slack.Calls[1]["filename"], slack.Calls[1]["length"], slack.Calls[2].Body, slack.Calls[2].Authorization), Is.EqualTo(("the-log.txt", "5000", log, (string?)null)));
        Assert.That((slack.Calls[3]["channel_id"], slack.Calls[3]["thread_ts"]), Is.EqualTo(("C0OPS", "1772334700.000100")));
    }

    private static Outgoing Message(string? head = Head, string place = "C0OPS", MessageKind kind = MessageKind.News) =>
        new(7, new IncidentId(42), place, head, kind, TextsOfMessages.All["level2"]) { Key = "cafe-post-7", Since = Sample.At("03:12") };

    private static string Carrying(string key, string ts) => new JsonObject { ["ts"] = ts, ["metadata"] = SlackKey.Metadata(key) }.ToJsonString();

    private static string Words(DeliveryResult? result) => result switch
    {
        null => "null",
        DeliveryResult.RetryAfter later => $"RetryAfter {later.Reason}",
        DeliveryResult.Refused refused => $"Refused {refused.Reason}",
        _ => result.GetType().Name,
    };
}
