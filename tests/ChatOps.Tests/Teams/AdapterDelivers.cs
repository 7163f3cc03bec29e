using ChatOps.Core.Delivery;
using ChatOps.Core.Incidents;
using ChatOps.Teams.Connector;
using ChatOps.Teams.Conversations;
using ChatOps.Tests.Messages;
using static ChatOps.Tests.Teams.TeamsSample;

namespace ChatOps.Tests.Teams;

/// <summary>What delivery hears of Teams, and what becomes of each of the connector's answers.</summary>
internal sealed class AdapterDelivers
{
    private const string Head = Channel + " 1772334700000";
    private const string Thread = """{ "id": "19:ops@thread.tacv2;messageid=1772334700000", "activityId": "1772334700000" }""";

    [Test]
    public async Task A_head_begins_a_thread_and_is_changed_in_place()
    {
        var teams = new TeamsStub().Then(201, Thread).Then(200, """{ "id": "1772334700000" }""");

        var made = await teams.ShowAsync(Message(head: null));
        var changed = await teams.ShowAsync(Message(head: Head));

        Assert.That((made, changed), Is.EqualTo(((DeliveryResult)new DeliveryResult.Delivered(Head), (DeliveryResult)new DeliveryResult.Delivered(Head))));
        Assert.That(teams.Calls.Select(call => (call.Method, call.Path)), Is.EqualTo(((string, string)[])
            [("POST", "/teams/v3/conversations"), ("PUT", "/teams/v3/conversations/19:ops@thread.tacv2/activities/1772334700000")]));
        Assert.That((string?)teams.Calls[0].Body!["channelData"]!["channel"]!["id"], Is.EqualTo(Channel));
        Assert.That(teams.Calls[0].Address.AbsoluteUri + teams.Calls[1].Address.AbsoluteUri, Does.Not.Contain(";").And.Contain("19%3Aops%40thread.tacv2"), "ids are escaped");
    }

    [Test]
    public async Task News_stands_in_the_thread_as_a_card_alone_with_words_for_the_notification()
    {
        var teams = new TeamsStub();
        var result = await teams.PostAsync(Message());

        var call = teams.Calls.Single();
        Assert.That(result, Is.EqualTo(new DeliveryResult.Delivered(Channel + " 1772334720000")));
        Assert.That(call.Path, Is.EqualTo("/teams/v3/conversations/19:ops@thread.tacv2;messageid=1772334700000/activities"));
        Assert.That(call.Body!["text"], Is.Null, "of words beside a card Teams makes two messages");
        Assert.That((string?)call.Body["summary"], Does.Contain("INC-42"));
        Assert.That(call.Body["attachments"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Where_the_thread_is_gone_the_message_stands_by_itself_and_a_head_is_made_anew()
    {
        var teams = new TeamsStub().Then(404, Error("ConversationNotFound")).Then(404, Error("ActivityNotFoundInConversation")).Then(201, Thread).Then(404, Error("ActivityNotFoundInConversation")).Then(201, Thread);

        Assert.That(await teams.PostAsync(Message()), Is.EqualTo(new DeliveryResult.Refused(DeliveryReason.ChannelGone, "ConversationNotFound: told")), "the channel is gone");
        Assert.That(await teams.PostAsync(Message()), Is.InstanceOf<DeliveryResult.Delivered>());
        Assert.That(await teams.ShowAsync(Message(head: Head)), Is.InstanceOf<DeliveryResult.Delivered>());
        Assert.That(teams.Calls[^1].Path, Is.EqualTo("/teams/v3/conversations"));
    }

    [TestCase(400, "BadSyntax", "Refused ContentRefused", 1)]
    [TestCase(401, "BotNotRegistered", "RetryAfter NotAuthorized", 2)]
    [TestCase(403, "BotNotInConversationRoster", "Refused ChannelGone", 1)]
    [TestCase(403, "ForbiddenOperationException", "Refused ChannelGone", 1)]
    [TestCase(403, "BotDisabledByAdmin", "Refused NotAuthorized", 1)]
    [TestCase(403, "ConversationBlockedByUser", "Refused NotAuthorized", 1)]
    [TestCase(403, "NotEnoughPermissions", "Refused NotAuthorized", 1)]
    [TestCase(412, "PreconditionFailed", "RetryAfter RateLimited", 4)]
    [TestCase(413, "MessageSizeTooBig", "Refused ContentRefused", 2)]
    [TestCase(429, "Throttled", "RetryAfter RateLimited", 1)]
    [TestCase(500, "ServiceError", "Refused ContentRefused", 1)]
    [TestCase(502, "ServiceError", "Unknown", 1)]
    [TestCase(503, "ServiceUnavailable", "RetryAfter PlatformAway", 1)]
    [TestCase(504, "GatewayTimeout", "Unknown", 1)]
    public async Task Each_answer_to_a_post_has_its_treatment(int status, string code, string expected, int calls)
    {
        var teams = new TeamsStub();
        for (var i = 0; i < 4; i++) teams.Then(status, Error(code));

        var result = await teams.PostAsync(Message());

        Assert.That(Word(result), Is.EqualTo(expected));
        Assert.That(teams.Calls, Has.Count.EqualTo(calls));
    }

    [TestCase(502)]
    [TestCase(503)]
    [TestCase(504)]
    [TestCase(412)]
    public async Task A_change_is_made_again_at_once_since_twice_is_once(int status)
    {
        var teams = new TeamsStub().Then(status, "<html>Bad Gateway</html>").Then(status, "<html>Bad Gateway</html>").Then(200, """{ "id": "1772334700000" }""");

        Assert.That(await teams.ShowAsync(Message(head: Head)), Is.InstanceOf<DeliveryResult.Delivered>());
        Assert.That(teams.Calls, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task What_it_says_of_waiting_is_kept_and_its_other_form_of_error_is_read()
    {
        var teams = new TeamsStub().Then(429, Error("Throttled"), retryAfter: 17)
            .Then(403, """{ "errorCode": 209, "message": "{\"subCode\":\"MessageWritesBlocked\",\"details\":\"the user blocked it\"}" }""");

        Assert.That(await teams.PostAsync(Message()), Is.EqualTo(new DeliveryResult.RetryAfter(TimeSpan.FromSeconds(17), DeliveryReason.RateLimited)));
        Assert.That(await teams.PostAsync(Message()), Is.EqualTo(new DeliveryResult.Refused(DeliveryReason.NotAuthorized, "MessageWritesBlocked: the user blocked it")));
    }

    [Test]
    public async Task A_token_that_is_refused_is_replaced_once()
    {
        var teams = new TeamsStub().Then(401, Error("BotNotRegistered"));

        Assert.That(await teams.PostAsync(Message()), Is.InstanceOf<DeliveryResult.Delivered>());
        Assert.That(teams.Calls.Select(call => call.Token), Is.EqualTo((string[])["token-1", "token-2"]));
    }

    [Test]
    public async Task A_tenant_of_the_government_cloud_is_served_at_its_own_host()
    {
        var teams = new TeamsStub().Then(403, Error("InvalidBotApiHost"));

        Assert.That(await teams.PostAsync(Message()), Is.InstanceOf<DeliveryResult.Delivered>());
        Assert.That(teams.Calls[1].Address.Host, Is.EqualTo(TeamsClient.GccService.Host));
    }

    [Test]
    public async Task A_lost_answer_may_have_been_taken_and_Teams_cannot_be_asked()
    {
        var teams = new TeamsStub().Then(new HttpRequestException(HttpRequestError.ResponseEnded, "cut"));

        Assert.That(await teams.PostAsync(Message()), Is.InstanceOf<DeliveryResult.Unknown>());
        Assert.That(await teams.Adapter.FindAsync(Message(), default), Is.Null);
    }

    [Test]
    public async Task A_host_that_is_none_of_Microsofts_gets_no_call_and_no_token()
    {
        var teams = new TeamsStub();
        await teams.Book.KeepAsync(new Conversation(Channel, new Uri("https://evil.example/teams/"), Tenant, "channel", null), default);

        Assert.That(await teams.PostAsync(Message()), Is.InstanceOf<DeliveryResult.Refused>());
        Assert.That((teams.Calls.Count, teams.TokenRequests), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task A_person_is_written_to_in_their_personal_chat_which_is_made_once()
    {
        var teams = new TeamsStub().Then(201, """{ "id": "a:1chat" }""");

        var first = await teams.PostAsync(Message(place: Kim, head: null));
        await teams.PostAsync(Message(place: Kim, head: null));

        Assert.That(first, Is.EqualTo(new DeliveryResult.Delivered("a:1chat 1772334720000")));
        Assert.That(teams.Calls.Select(call => call.Path), Is.EqualTo((string[])["/teams/v3/conversations", "/teams/v3/conversations/a:1chat/activities", "/teams/v3/conversations/a:1chat/activities"]));
        Assert.That(((string?)teams.Calls[0].Body!["members"]![0]!["id"], (string?)teams.Calls[0].Body!["tenantId"]), Is.EqualTo((Kim, Tenant)));
    }

    [Test]
    public void The_published_rates_are_kept_for_each_conversation_by_itself()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var pace = new TeamsPace(time);
        Assert.That(Enumerable.Range(0, 7).Select(_ => pace.Take("a")), Is.All.Null);
        Assert.That(pace.Take("a"), Is.EqualTo(TimeSpan.FromSeconds(1)), "seven a second");
        Assert.That(pace.Take("b"), Is.Null, "a hot channel holds up no other");

        var sent = 7;
        for (; time.GetUtcNow() < DateTimeOffset.UnixEpoch.AddYears(30).AddSeconds(29); time.Advance(TimeSpan.FromMilliseconds(250)))
        {
            if (pace.Take("a") is null) sent++;
        }

        Assert.That(sent, Is.EqualTo(60), "sixty in thirty seconds");
    }

    private static Outgoing Message(string place = Channel, string? head = Head) =>
        new(7, new IncidentId(42), place, head, MessageKind.Mention, TextsOfMessages.All["level2"]) { Key = "k-post-7", Since = Sample.At("03:00") };

    private static string Error(string code) => $$"""{ "error": { "code": "{{code}}", "message": "told" } }""";

    private static string Word(DeliveryResult result) => result switch
    {
        DeliveryResult.Refused refused => $"Refused {refused.Reason}",
        DeliveryResult.RetryAfter again => $"RetryAfter {again.Reason}",
        _ => result.GetType().Name,
    };
}
