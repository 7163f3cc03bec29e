using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatOps.AcceptanceTests.Counterparts.Slack;

/// <summary>Buttons, modals and what belongs to them: trigger ids, hashes, the stack, response actions.</summary>
internal sealed class ClicksAndModals
{
    private const string Button = """[{"type":"actions","block_id":"b","elements":[{"type":"button","action_id":"ack","value":"INC-1","text":{"type":"plain_text","text":"Acknowledge"}}]}]""";

    private SlackRig rig = null!;

    [SetUp]
    public async Task StartAsync() => rig = await SlackRig.StartAsync();

    [TearDown]
    public async Task StopAsync() => await rig.DisposeAsync();

    [Test]
    public async Task A_click_carries_the_message_the_action_and_where_it_happened()
    {
        var parent = await rig.PostAsync("parent");
        await rig.CallAsync("chat.postMessage", ("channel", rig.Ops.Id), ("text", "x"), ("blocks", Button), ("thread_ts", parent));
        var message = rig.Slack.Messages(rig.Ops)[1];

        await rig.Slack.ClickAsync(rig.Ana, message, "ack");

        var payload = rig.App.Requests.Single(request => request.Path == "/slack/interactions").Payload;
        Assert.That((string)payload["type"]!, Is.EqualTo("block_actions"));
        Assert.That((string)payload["container"]!["thread_ts"]!, Is.EqualTo(parent));
        Assert.That((string)payload["message"]!["ts"]!, Is.EqualTo(message.Ts));
        Assert.That((string)payload["actions"]![0]!["value"]!, Is.EqualTo("INC-1"));
        Assert.That((string)payload["user"]!["id"]!, Is.EqualTo(rig.Ana.Id));
        Assert.That(payload["name"], Is.Null);
        Assert.That(async () => await rig.Slack.ClickAsync(rig.Ana, message, "other"), Throws.InvalidOperationException);
    }

    [Test]
    public async Task A_trigger_is_exchanged_once_and_in_time()
    {
        var trigger = await TriggerAsync();
        Assert.That(await OpenAsync(trigger), Is.EqualTo("ok"));
        Assert.That(await OpenAsync(trigger), Is.EqualTo("exchanged_trigger_id"));
        Assert.That(await OpenAsync("1.2.3"), Is.EqualTo("invalid_trigger_id"));

        var late = await TriggerAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.That(await OpenAsync(late), Is.EqualTo("expired_trigger_id"));
    }

    [Test]
    public async Task A_view_that_breaks_a_rule_is_refused_with_the_place()
    {
        var view = Form();
        view["title"]!["text"] = new string('x', 25);
        view.Remove("submit");
        view["colour"] = "red";

        var answer = await rig.CallAsync("views.open", ("trigger_id", await TriggerAsync()), ("view", view));

        Assert.That((string)answer["error"]!, Is.EqualTo("invalid_arguments"));
        Assert.That(
            answer["response_metadata"]!["messages"]!.AsArray().Select(message => (string)message!),
            Is.EquivalentTo((string[])
            [
                "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]",
                "[ERROR] invalid additional property: colour [json-pointer:/view]",
                "[ERROR] missing required field: submit [json-pointer:/view]",
            ]));
    }

    [Test]
    public async Task An_update_needs_the_present_hash_and_keeps_what_was_typed_where_ids_stay()
    {
        var opened = await rig.CallAsync("views.open", ("trigger_id", await TriggerAsync()), ("view", Form()));
        var (id, hash) = ((string)opened["view"]!["id"]!, (string)opened["view"]!["hash"]!);
        rig.App.AnswerWith(new JsonObject { ["response_action"] = "errors", ["errors"] = new JsonObject { ["what"] = "no" } });
        await rig.Slack.SubmitAsync(rig.Ana, rig.Slack.Modals(rig.Ana).Single(), new Dictionary<string, string> { ["text"] = "typed" });

        var updated = await rig.CallAsync("views.update", ("view_id", id), ("hash", hash), ("view", Form()));

        Assert.That((string)updated["view"]!["state"]!["values"]!["what"]!["text"]!["value"]!, Is.EqualTo("typed"));
        Assert.That(await rig.WordAsync("views.update", ("view_id", id), ("hash", hash), ("view", Form())), Is.EqualTo("hash_conflict"));
        Assert.That(await rig.WordAsync("views.update", ("view_id", "V1"), ("view", Form())), Is.EqualTo("not_found"));
    }

    [Test]
    public async Task Three_modals_lie_on_each_other_and_no_fourth()
    {
        await OpenAsync(await TriggerAsync());
        for (var depth = 2; depth <= 4; depth++)
        {
            rig.App.Answer = (_, _) => Task.CompletedTask;
            await rig.Slack.ClickAsync(rig.Ana, rig.Slack.Modals(rig.Ana)[^1], "more");
            var trigger = (string)rig.App.Requests[^1].Payload["trigger_id"]!;
            Assert.That(await rig.WordAsync("views.push", ("trigger_id", trigger), ("view", Form())), Is.EqualTo(depth < 4 ? "ok" : "push_limit_reached"));
        }

        var stack = rig.Slack.Modals(rig.Ana);
        Assert.That(stack, Has.Count.EqualTo(3));
        Assert.That((string)stack[2].Body["root_view_id"]!, Is.EqualTo(stack[0].Id));
        Assert.That((string)stack[2].Body["previous_view_id"]!, Is.EqualTo(stack[1].Id));
    }

    [Test]
    public async Task An_external_id_is_used_once_at_a_time()
    {
        var view = Form();
        view["external_id"] = "one";
        Assert.That(await rig.WordAsync("views.open", ("trigger_id", await TriggerAsync()), ("view", view)), Is.EqualTo("ok"));
        Assert.That(await rig.WordAsync("views.open", ("trigger_id", await TriggerAsync()), ("view", view)), Is.EqualTo("duplicate_external_id"));
        Assert.That(await rig.WordAsync("views.update", ("external_id", "one"), ("view", view)), Is.EqualTo("ok"));
    }

    private static IEnumerable<TestCaseData> Answers()
    {
        yield return new TestCaseData("", 0, true).SetArgDisplayNames("empty closes");
        yield return new TestCaseData("""{"response_action":"clear"}""", 0, true).SetArgDisplayNames("clear closes");
        yield return new TestCaseData("""{"response_action":"errors","errors":{"what":"no such thing"}}""", 1, true).SetArgDisplayNames("errors stay");
        yield return new TestCaseData("""{"response_action":"errors","errors":{"nowhere":"x"}}""", 1, false).SetArgDisplayNames("an error at no input");
        yield return new TestCaseData("""{"response_action":"dance"}""", 1, false).SetArgDisplayNames("an unknown action");
        yield return new TestCaseData("thanks", 1, false).SetArgDisplayNames("a text");
        yield return new TestCaseData($$"""{"response_action":"update","view":{{Form().ToJsonString()}}}""", 1, true).SetArgDisplayNames("update stays");
        yield return new TestCaseData($$"""{"response_action":"push","view":{{Form().ToJsonString()}}}""", 2, true).SetArgDisplayNames("push adds");
        yield return new TestCaseData("""{"response_action":"push","view":{"type":"modal"}}""", 1, false).SetArgDisplayNames("a broken view");
    }

    [TestCaseSource(nameof(Answers))]
    public async Task A_submission_does_what_its_answer_says_or_shows_trouble(string answer, int open, bool isTaken)
    {
        await OpenAsync(await TriggerAsync());
        rig.App.Answer = (_, response) => response.WriteAsync(answer);

        var delivery = await rig.Slack.SubmitAsync(rig.Ana, rig.Slack.Modals(rig.Ana).Single(), new Dictionary<string, string> { ["text"] = "x" });

        Assert.That(rig.Slack.Modals(rig.Ana), Has.Count.EqualTo(open));
        Assert.That(delivery.IsTaken, Is.EqualTo(isTaken));
        Assert.That(delivery.FieldErrors.ContainsKey("what"), Is.EqualTo(answer.Contains("no such thing", StringComparison.Ordinal)));
        Assert.That((string)rig.App.Requests[^1].Payload["view"]!["state"]!["values"]!["what"]!["text"]!["value"]!, Is.EqualTo("x"));
    }

    [Test]
    public async Task A_field_that_is_needed_cannot_be_left_empty_and_an_unknown_one_cannot_be_filled()
    {
        await OpenAsync(await TriggerAsync());
        var modal = rig.Slack.Modals(rig.Ana).Single();

        Assert.That(async () => await rig.Slack.SubmitAsync(rig.Ana, modal, new Dictionary<string, string>()), Throws.InvalidOperationException);
        Assert.That(async () => await rig.Slack.SubmitAsync(rig.Ana, modal, new Dictionary<string, string> { ["other"] = "x" }), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Closing_is_told_only_to_who_asked()
    {
        await OpenAsync(await TriggerAsync());
        Assert.That(await rig.Slack.CloseAsync(rig.Ana, rig.Slack.Modals(rig.Ana).Single()), Is.Null);

        var view = Form();
        view["notify_on_close"] = true;
        await rig.CallAsync("views.open", ("trigger_id", await TriggerAsync()), ("view", view));
        var told = await rig.Slack.CloseAsync(rig.Ana, rig.Slack.Modals(rig.Ana).Single(), isCleared: true);
        Assert.That(((string)told!.Payload["type"]!, (bool)told.Payload["is_cleared"]!), Is.EqualTo(("view_closed", true)));
        Assert.That(rig.Slack.Modals(rig.Ana), Is.Empty);
    }

    [Test]
    public async Task Home_is_published_and_told_of_when_it_is_opened()
    {
        var home = JsonNode.Parse("""{"type":"home","blocks":[{"type":"divider"}]}""");
        Assert.That(await rig.WordAsync("views.publish", ("user_id", rig.Ana.Id), ("view", home)), Is.EqualTo("ok"));
        rig.Slack.OpenHome(rig.Ana);
        await rig.Slack.IdleAsync();

        Assert.That((string)rig.App.Requests.Single().Payload["event"]!["view"]!["id"]!, Is.EqualTo(rig.Slack.Home(rig.Ana)!.Id));
        rig.Slack.App.HomeTab = false;
        Assert.That(await rig.WordAsync("views.publish", ("user_id", rig.Ana.Id), ("view", home)), Is.EqualTo("not_enabled"));
    }

    [Test]
    public async Task A_message_shortcut_carries_its_message()
    {
        var said = rig.Slack.Say(rig.Kim, rig.Ops, "checkout is slow");
        await rig.Slack.UseShortcutAsync(rig.Ana, said, "declare");

        var payload = rig.App.Requests.Single(request => request.Path == "/slack/interactions").Payload;
        Assert.That(((string)payload["type"]!, (string)payload["callback_id"]!, (string)payload["message"]!["text"]!), Is.EqualTo(("message_action", "declare", "checkout is slow")));
    }

    private async Task<string> TriggerAsync()
    {
        rig.App.Answer = (_, _) => Task.CompletedTask;
        await rig.Slack.TypeAsync(rig.Ana, rig.Ops, "/chatops");
        return rig.App.Requests[^1].Field("trigger_id")!;
    }

    private Task<string> OpenAsync(string trigger) => rig.WordAsync("views.open", ("trigger_id", trigger), ("view", Form()));

    private static JsonObject Form() => JsonNode.Parse("""
        {
          "type": "modal", "title": {"type": "plain_text", "text": "Form"}, "submit": {"type": "plain_text", "text": "Send"},
          "blocks": [
            {"type": "input", "block_id": "what", "label": {"type": "plain_text", "text": "What"}, "element": {"type": "plain_text_input", "action_id": "text"}},
            {"type": "actions", "elements": [{"type": "button", "action_id": "more", "text": {"type": "plain_text", "text": "More"}}]}
          ]
        }
        """)!.AsObject();
}
