using System.Text.Json.Nodes;
using ChatOps.Core.Incidents;
using ChatOps.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Tests.Slack;

/// <summary>Commands, clicks, forms and menus against the real decisions.</summary>
internal sealed class WhatPeopleDo
{
    private SlackBot _bot = null!;

    [SetUp]
    public async Task Start() => _bot = await SlackBot.StartAsync();

    [TearDown]
    public async Task Stop() => await _bot.DisposeAsync();

    [Test]
    public async Task An_answer_is_for_the_one_who_asked_unless_it_changed_an_incident()
    {
        var status = await _bot.CommandAsync("status");
        var declared = await _bot.CommandAsync("declare db &lt;!channel&gt; it is slow");
        var direct = await _bot.CommandAsync("declare checkout nobody can pay", channel: "D1");
        var acknowledged = await _bot.CommandAsync("ack INC-1");
        var refused = await _bot.CommandAsync("ack INC-1", user: "UNOBODY");
        var unknown = await _bot.CommandAsync("akc INC-1");

        Assert.That((Type(declared), Type(direct), Type(acknowledged)), Is.EqualTo(("in_channel", "ephemeral", "in_channel")));
        Assert.That(new[] { Type(status), Type(refused), Type(unknown) }, Is.All.EqualTo("ephemeral"));
        Assert.That(await _bot.IncidentsAsync(), Does.Contain("\"INC-1\"").And.Contain("\"INC-2\""));
        static string? Type(SlackReplied replied) => (string?)JsonNode.Parse(replied.Body)!["response_type"];
    }

    [Test]
    public async Task What_is_not_understood_gets_the_nearest_command() =>
        Assert.That((await _bot.CommandAsync("akc INC-42")).Text, Does.Contain("Did you mean `ack INC-42`?"));

    [Test]
    public async Task A_command_without_its_words_opens_a_form_at_once()
    {
        var replied = await _bot.CommandAsync("guide");

        Assert.That((replied.Status, replied.Body), Is.EqualTo((200, "")));
        var opened = _bot.Slack.Calls("views.open").Single();
        Assert.That(opened.Text("trigger_id"), Is.EqualTo("trigger-1"));
        Assert.That((string?)JsonNode.Parse(opened.Text("view"))!["callback_id"], Is.EqualTo("form:guide"));
    }

    [Test]
    public async Task A_form_that_does_not_open_tells_how_else_it_is_done()
    {
        _bot.Slack.Answers["views.open"] = new JsonObject { ["ok"] = false, ["error"] = "expired_trigger_id" };

        Assert.That((await _bot.CommandAsync("silence")).Body, Does.Contain("expired_trigger_id").And.Contain("silence checkout 2h planned work"));
    }

    [Test]
    public async Task A_form_tells_at_its_input_what_is_wrong_and_shows_what_became_of_it()
    {
        var wrong = await SubmitAsync("silence", "UANA", ("service", "db"), ("for", "soon"));
        var refused = await SubmitAsync("silence", "UKIM", ("service", "db"), ("for", "2h"));
        var done = await SubmitAsync("silence", "UANA", ("service", "db"), ("for", "2h"), ("reason", "planned work"));

        Assert.That((string?)JsonNode.Parse(wrong.Body)!["errors"]!["for"], Does.Contain("duration"));
        Assert.That((string?)JsonNode.Parse(refused.Body)!["errors"]!["service"], Does.Contain("Only").And.Contain("You are known as kim"));
        Assert.That((string?)JsonNode.Parse(done.Body)!["response_action"], Is.EqualTo("update"));
        Assert.That(done.Body, Does.Contain("is silenced for"));
    }

    [Test]
    public async Task Guidance_closes_its_form_and_stands_on_the_timeline()
    {
        await _bot.CommandAsync("declare db it is slow");

        var sent = await SubmitAsync("guide", "UANA", ("incident", "INC-1"), ("guidance", "roll back to 1.8.2"));

        Assert.That((sent.Status, sent.Body), Is.EqualTo((200, "")));
        Assert.That(await _bot.Bot.Http.GetStringAsync("/api/incidents/INC-1/timeline"), Does.Contain("roll back to 1.8.2"));
    }

    [Test]
    public async Task Menus_search()
    {
        await _bot.CommandAsync("declare db it is slow");
        async Task<IEnumerable<string?>> SuggestAsync(string menu, string typed)
        {
            var replied = await _bot.InteractAsync($$"""{ "type": "block_suggestion", "team": { "id": "T1" }, "user": { "id": "UANA" }, "action_id": "{{menu}}", "block_id": "{{menu}}", "value": "{{typed}}" }""");
            return JsonNode.Parse(replied.Body)!["options"]!.AsArray().Select(option => (string?)option!["value"]);
        }

        Assert.That(await SuggestAsync("service", "che"), Is.EqualTo((string[])["checkout", "che"]), "a service outside the catalog can be named too");
        Assert.That(await SuggestAsync("service", ""), Is.EqualTo((string[])["db", "checkout"]));
        Assert.That(await SuggestAsync("incident", "INC"), Is.EqualTo((string[])["INC-1"]));
        Assert.That(await SuggestAsync("ended", ""), Is.Empty);
        Assert.That(await SuggestAsync("other", ""), Is.Empty);
    }

    [Test]
    public async Task A_click_of_somebody_without_the_role_is_refused_to_them_alone_and_recorded()
    {
        await _bot.CommandAsync("declare db it is slow");

        var refused = await ClickAsync("UKIM", "ack INC-1");
        await Assert.ThatAsync(() => Task.FromResult(_bot.Slack.Responses.Select(call => call.Text("text")).ToArray()), Has.One.Contains("devops-coordinator").After(10_000, 20));

        Assert.That((refused.Status, refused.Body), Is.EqualTo((200, "")));
        Assert.That(_bot.Slack.Responses.Single().Text("response_type"), Is.EqualTo("ephemeral"));
        Assert.That(await _bot.Bot.Http.GetStringAsync("/api/incidents/INC-1/timeline"), Does.Contain("kim").And.Contain("Only"));
    }

    [Test]
    public async Task A_click_that_did_something_says_nothing_and_a_stale_one_says_how_things_stand()
    {
        await _bot.CommandAsync("declare db it is slow");

        await ClickAsync("UANA", "ack INC-1");
        await ClickAsync("UANA", "ack INC-1", stamp: 0);
        await Assert.ThatAsync(() => Task.FromResult(_bot.Slack.Responses.Count()), Is.EqualTo(1).After(10_000, 20));

        Assert.That(await _bot.Bot.Http.GetStringAsync("/api/incidents/INC-1"), Does.Contain("\"owner\":\"ana\""));
    }

    [Test]
    public async Task A_button_that_wants_words_opens_its_form_with_its_stamp()
    {
        var replied = await ClickAsync("UANA", "guide INC-1 ", stamp: 5);

        Assert.That((replied.Status, replied.Body), Is.EqualTo((200, "")));
        var view = JsonNode.Parse(_bot.Slack.Calls("views.open").Single().Text("view"))!;
        Assert.That((string?)view["private_metadata"], Does.Contain("\"incident\":\"INC-1\"").And.Contain("\"stamp\":5"));
    }

    [Test]
    public async Task An_answer_that_asks_is_confirmed_by_its_button()
    {
        await _bot.CommandAsync("declare db it is slow");
        await _bot.CommandAsync("escalate INC-1");
        var asked = JsonNode.Parse((await _bot.CommandAsync("escalate INC-1")).Body)!;
        var value = (string?)asked["blocks"]!.AsArray().Last()!["elements"]?[0]?["value"];
        Assert.That(value, Is.EqualTo("INC-1 escalate INC-1 --yes"));

        await _bot.InteractAsync($$"""{ "type": "block_actions", "team": { "id": "T1" }, "user": { "id": "UANA" }, "response_url": "@respond", "actions": [ { "type": "button", "action_id": "confirm:0", "value": "{{value}}" } ] }""");

        await Assert.ThatAsync(() => Task.FromResult(_bot.Slack.Responses.Select(call => (bool?)call.Arguments["replace_original"]).ToArray()), Is.EqualTo((bool?[])[true]).After(10_000, 20));
        Assert.That(await _bot.Bot.Http.GetStringAsync("/api/incidents/INC-1"), Does.Contain("\"level\":3"));
    }

    [Test]
    public async Task An_incident_declared_from_a_message_is_tied_to_it()
    {
        await _bot.InteractAsync("""
            { "type": "message_action", "callback_id": "declare_from_message", "team": { "id": "T1" }, "user": { "id": "UANA" }, "trigger_id": "t", "channel": { "id": "C7" }, "message_ts": "12.34",
              "message": { "text": "nobody can pay", "ts": "12.34" }, "response_url": "@respond" }
            """);
        var view = JsonNode.Parse(_bot.Slack.Calls("views.open").Single().Text("view"))!;
        Assert.That(view.ToJsonString(), Does.Contain("nobody can pay"));

        await SubmitAsync("declare", "UANA", (string)view["private_metadata"]!, ("service", "db"), ("what", "nobody can pay"));

        await Assert.ThatAsync(() => Task.FromResult(_bot.Slack.Calls("chat.postMessage").Where(call => call.Text("thread_ts") == "12.34").Select(call => call.Text("text")).ToArray()), Is.EqualTo((string[])["ana declared INC-1 from this message."]).After(10_000, 20));
        Assert.That(await _bot.Bot.Http.GetStringAsync("/api/incidents/INC-1/timeline"), Does.Contain("https://acme.slack.com/archives/C7/p1234"));
    }

    [Test]
    public async Task A_mention_that_lacks_words_offers_a_button_that_opens_the_form()
    {
        await _bot.EventAsync("""{ "type": "app_mention", "user": "UANA", "text": "<@UBOT> guide INC-1", "ts": "4.1", "thread_ts": "4.0", "channel": "C1" }""", "EvGuide");
        await Assert.ThatAsync(() => Task.FromResult(_bot.Slack.Calls("chat.postEphemeral").Count()), Is.EqualTo(1).After(10_000, 20));
        var offered = _bot.Slack.Calls("chat.postEphemeral").Single();
        var button = JsonNode.Parse(offered.Text("blocks"))![1]!["elements"]![0]!;
        Assert.That((offered.Text("thread_ts"), (string?)button["action_id"], (string?)button["value"]), Is.EqualTo(("4.0", "form:guide", "INC-1")));

        await _bot.InteractAsync("""{ "type": "block_actions", "team": { "id": "T1" }, "user": { "id": "UANA" }, "trigger_id": "t", "actions": [ { "type": "button", "action_id": "form:guide", "value": "INC-1" } ] }""");

        Assert.That((string?)JsonNode.Parse(_bot.Slack.Calls("views.open").Single().Text("view"))!["private_metadata"], Does.Contain("INC-1"));
    }

    [Test]
    public async Task In_a_conversation_with_the_bot_its_name_may_be_left_out()
    {
        await _bot.EventAsync("""{ "type": "message", "channel_type": "im", "user": "UANA", "text": "status", "ts": "3.1", "channel": "D1" }""", "EvIm");
        await _bot.EventAsync("""{ "type": "message", "channel_type": "channel", "user": "UANA", "text": "status", "ts": "3.2", "channel": "C1" }""", "EvTalk");
        await _bot.EventAsync("""{ "type": "message", "channel_type": "im", "bot_id": "BOTHER", "user": "UOTHER", "text": "status", "ts": "3.3", "channel": "D1" }""", "EvBot");
        await _bot.EventAsync("""{ "type": "message", "channel_type": "im", "user": "UBOT", "bot_id": "BBOT", "text": "status", "ts": "3.4", "channel": "D1" }""", "EvSelf");

        await Assert.ThatAsync(() => Task.FromResult(_bot.Slack.Calls("chat.postMessage").Count(call => call.Text("channel") == "D1")), Is.EqualTo(1).After(10_000, 20));
        Assert.That(_bot.Slack.Calls("chat.postEphemeral"), Is.Empty);
    }

    private async Task<SlackReplied> ClickAsync(string user, string command, int? stamp = null) => await _bot.InteractAsync($$"""
        { "type": "block_actions", "team": { "id": "T1" }, "user": { "id": "{{user}}" }, "trigger_id": "t", "container": { "type": "message", "message_ts": "2.1", "channel_id": "C1" }, "channel": { "id": "C1" },
          "response_url": "@respond", "actions": [ { "type": "button", "action_id": "command:0", "value": "{{stamp ?? await StampAsync()}} {{command}}" } ] }
        """);

    private Task<SlackReplied> SubmitAsync(string form, string user, params (string Block, string Value)[] values) => SubmitAsync(form, user, "{}", values);

    private Task<SlackReplied> SubmitAsync(string form, string user, string metadata, params (string Block, string Value)[] values)
    {
        var state = new JsonObject();
        foreach (var (block, value) in values) state[block] = new JsonObject { [block] = new JsonObject { ["type"] = "plain_text_input", ["value"] = value } };
        var payload = new JsonObject
        {
            ["type"] = "view_submission",
            ["team"] = new JsonObject { ["id"] = "T1" },
            ["user"] = new JsonObject { ["id"] = user },
            ["view"] = new JsonObject { ["id"] = "V1", ["hash"] = "h", ["callback_id"] = $"form:{form}", ["private_metadata"] = metadata, ["state"] = new JsonObject { ["values"] = state } },
        };
        return _bot.InteractAsync(payload.ToJsonString());
    }

    /// <summary>The stamp that a button of the incident would carry now.</summary>
    private Task<int> StampAsync() =>
        _bot.Bot.Services.GetRequiredService<Database>().ReadAsync(read => read.Incidents.Find(new IncidentId(1))!.Stamp, CancellationToken.None);
}
