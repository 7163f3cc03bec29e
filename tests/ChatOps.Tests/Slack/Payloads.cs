using System.Text;
using System.Text.Json;
using ChatOps.Http;
using ChatOps.Slack.Payloads;
using ChatOps.Slack.Socket;

namespace ChatOps.Tests.Slack;

/// <summary>Each kind of payload, as Slack's description shows it; what is not known is left alone.</summary>
internal sealed class Payloads
{
    [Test]
    public void A_slash_command_is_read_by_its_ids()
    {
        var form = "token=x&team_id=T1&team_domain=acme&channel_id=C1&channel_name=ops&user_id=U1&user_name=ana&command=%2Fchatops&text=ack+INC-42+%26amp%3B&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2F1&trigger_id=1.2.3&is_enterprise_install=false"u8;

        Assert.That(SlashCommand.OfForm(form), Is.EqualTo(new SlashCommand("T1", "U1", "C1", "ack INC-42 &amp;", new Uri("https://hooks.slack.com/commands/1"), "1.2.3")));
    }

    [TestCase("")]
    [TestCase("ssl_check=1&token=x")]
    [TestCase("team_id=T1&user_id=U1&command=%2Fchatops")]
    [TestCase("%%%=&&&==")]
    public void A_form_that_is_no_command_is_none(string form) => Assert.That(SlashCommand.OfForm(Encoding.UTF8.GetBytes(form)), Is.Null);

    [Test]
    public void A_click_in_a_thread_says_where_and_what()
    {
        var click = (Click)Interaction.Of(Json("""
            { "type": "block_actions", "team": { "id": "T1", "domain": "acme" }, "user": { "id": "U1", "username": "ana", "team_id": "T1" }, "api_app_id": "A1",
              "container": { "type": "message", "message_ts": "2.1", "channel_id": "C1", "is_ephemeral": true, "thread_ts": "1.1" }, "trigger_id": "t", "channel": { "id": "C1" },
              "response_url": "https://hooks.slack.com/actions/1", "actions": [ { "type": "button", "action_id": "command:0", "block_id": "b", "value": "17 ack INC-42", "action_ts": "3.1" } ] }
            """))!;

        Assert.Multiple(() =>
        {
            Assert.That((click.Team, click.User, click.Trigger), Is.EqualTo(("T1", "U1", "t")));
            Assert.That((click.Channel, click.Thread, click.IsEphemeral), Is.EqualTo(("C1", "1.1", true)));
            Assert.That((click.Action, click.Value), Is.EqualTo(("command:0", "17 ack INC-42")));
            Assert.That(click.ResponseUrl, Is.EqualTo(new Uri("https://hooks.slack.com/actions/1")));
        });
    }

    [Test]
    public void A_form_that_was_sent_has_its_values_by_block()
    {
        var sent = (FormSubmission)Interaction.Of(Json("""
            { "type": "view_submission", "team": null, "user": { "id": "W1", "team_id": "T1" }, "trigger_id": "t",
              "view": { "id": "V1", "hash": "h", "callback_id": "form:declare", "private_metadata": "{}", "app_installed_team_id": "T9",
                "state": { "values": { "service": { "service": { "type": "external_select", "selected_option": { "text": { "type": "plain_text", "text": "db" }, "value": "db" } } },
                                       "what": { "what": { "type": "plain_text_input", "value": "it is slow" } },
                                       "empty": { "empty": { "type": "plain_text_input", "value": null } },
                                       "major": { "major": { "type": "checkboxes", "selected_options": [ { "value": "major" } ] } } } } } }
            """))!;

        Assert.That(sent.Team, Is.EqualTo("T9"), "the workspace in which the app is installed counts");
        Assert.That(sent.Values, Is.EquivalentTo(new Dictionary<string, string> { ["service"] = "db", ["what"] = "it is slow", ["major"] = "major" }));
    }

    [Test]
    public void A_menu_and_a_shortcut_are_read()
    {
        Assert.That(Interaction.Of(Json("""{ "type": "block_suggestion", "user": { "id": "U1" }, "team": { "id": "T1" }, "action_id": "service", "block_id": "service", "value": "che" }""")), Is.InstanceOf<Suggestion>().With.Property("Typed").EqualTo("che"));
        var shortcut = (Shortcut)Interaction.Of(Json("""
            { "type": "message_action", "callback_id": "declare_from_message", "user": { "id": "U1" }, "team": { "id": "T1" }, "trigger_id": "t", "channel": { "id": "C1" }, "message_ts": "1.2",
              "message": { "type": "message", "text": "nobody can pay &lt;here&gt;", "ts": "1.2" } }
            """))!;
        Assert.That((shortcut.Callback, shortcut.Channel, shortcut.Message, shortcut.Text), Is.EqualTo(("declare_from_message", "C1", "1.2", "nobody can pay <here>")));
    }

    [TestCase("""{ "type": "view_closed", "user": { "id": "U1" }, "view": { "id": "V1" } }""")]
    [TestCase("""{ "type": "interactive_message", "user": { "id": "U1" }, "callback_id": "x", "actions": [] }""")]
    [TestCase("""{ "type": "something_new", "user": { "id": "U1" } }""")]
    [TestCase("""{ "type": "block_actions", "user": { "id": "U1" }, "actions": [] }""")]
    [TestCase("""{ "type": "block_actions", "user": { "id": "U1" }, "actions": [ { "action_id": 7 } ] }""")]
    [TestCase("""{ "type": "block_actions", "user": "U1", "actions": [ { "action_id": "a" } ] }""")]
    [TestCase("""{ "type": 7 }""")]
    public void An_interaction_that_matters_to_nobody_is_none(string json) => Assert.That(Interaction.Of(Json(json)), Is.Null);

    [Test]
    public void An_event_names_its_workspace_by_its_authorization()
    {
        var told = EventDelivery.Of(Json("""
            { "type": "event_callback", "team_id": "T1", "api_app_id": "A1", "event_id": "Ev1", "authorizations": [ { "team_id": "T2", "user_id": "UBOT", "is_bot": true } ],
              "event": { "type": "app_mention", "user": "U1", "text": "<@UBOT> list", "ts": "5.1", "channel": "C1", "event_ts": "5.1", "thread_ts": "4.1" } }
            """))!;
        var message = MessageEvent.Of(told.Event)!;

        Assert.That((told.Team, told.Bot, told.App, told.Id), Is.EqualTo(("T2", "UBOT", "A1", "Ev1")));
        Assert.That((message.Channel, message.Ts, message.Thread, message.User, message.Bot), Is.EqualTo(("C1", "5.1", "4.1", "U1", (string?)null)));
    }

    [Test]
    public void A_change_is_keyed_by_the_message_that_changed()
    {
        var message = MessageEvent.Of(Json("""
            { "type": "message", "subtype": "message_changed", "hidden": true, "channel": "C1", "ts": "9.1", "event_ts": "9.1",
              "message": { "type": "message", "bot_id": "B1", "text": "now", "ts": "3.1" }, "previous_message": { "type": "message", "bot_id": "B1", "text": "before", "ts": "3.1" } }
            """))!;

        Assert.That((message.Ts, message.Text, message.Bot, message.Before?.GetProperty("text").GetString()), Is.EqualTo(("3.1", "now", "B1", "before")));
    }

    [TestCase("""{ "type": "message", "subtype": "channel_join", "channel": "C1", "user": "U1", "ts": "1.1" }""")]
    [TestCase("""{ "type": "message", "subtype": "message_deleted", "channel": "C1", "deleted_ts": "1.1", "ts": "1.2" }""")]
    [TestCase("""{ "type": "message", "subtype": "something_new", "channel": "C1", "user": "U1", "ts": "1.1", "text": "x" }""")]
    [TestCase("""{ "type": "reaction_added", "user": "U1", "item": {} }""")]
    [TestCase("""{ "type": "message", "text": "nowhere" }""")]
    public void An_event_that_says_nothing_is_no_message(string json) => Assert.That(MessageEvent.Of(Json(json)), Is.Null);

    [Test]
    public void An_envelope_is_acknowledged_with_an_answer_only_where_one_is_taken()
    {
        var answer = """{"text":"done"}"""u8.ToArray();
        SocketEnvelope Envelope(string takes) => SocketEnvelope.Of(Encoding.UTF8.GetBytes($$"""{ "envelope_id": "e1", "type": "slash_commands", "accepts_response_payload": {{takes}}, "payload": { "text": "list" } }"""))!;

        Assert.That(Encoding.UTF8.GetString(Envelope("true").Acknowledge(answer)), Is.EqualTo("""{"envelope_id":"e1","payload":{"text":"done"}}"""));
        Assert.That(Encoding.UTF8.GetString(Envelope("false").Acknowledge(answer)), Is.EqualTo("""{"envelope_id":"e1"}"""));
        Assert.That(SocketEnvelope.Of("""{ "type": "disconnect", "reason": "warning" }"""u8.ToArray()), Is.EqualTo(new SocketEnvelope("disconnect", null, false, "warning", default)));
        Assert.That(SocketEnvelope.Of("nonsense"u8.ToArray()), Is.Null);
    }

    private static JsonElement Json(string json) => JsonReading.ObjectOf(Encoding.UTF8.GetBytes(json))!.Value;
}
