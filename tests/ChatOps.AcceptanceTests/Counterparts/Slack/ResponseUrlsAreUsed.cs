using System.Text.Json.Nodes;

namespace ChatOps.AcceptanceTests.Counterparts.Slack;

/// <summary>Answers to an interaction without a token.</summary>
internal sealed class ResponseUrlsAreUsed
{
    private const string Button = """[{"type":"actions","elements":[{"type":"button","action_id":"ack","text":{"type":"plain_text","text":"Acknowledge"}}]}]""";

    private SlackRig rig = null!;

    [SetUp]
    public async Task StartAsync() => rig = await SlackRig.StartAsync();

    [TearDown]
    public async Task StopAsync() => await rig.DisposeAsync();

    [Test]
    public async Task It_works_five_times_within_half_an_hour()
    {
        var used = await OfCommandAsync();
        var old = await OfCommandAsync();
        for (var use = 0; use < 5; use++)
        {
            Assert.That(await rig.PostJsonAsync(used, new JsonObject { ["text"] = "x" }), Is.EqualTo((200, "ok")));
        }

        Assert.That(await rig.PostJsonAsync(used, new JsonObject { ["text"] = "x" }), Is.EqualTo((404, """{"ok":false,"error":"used_url"}""")));
        rig.Time.Advance(TimeSpan.FromMinutes(31));
        Assert.That(await rig.PostJsonAsync(old, new JsonObject { ["text"] = "x" }), Is.EqualTo((404, """{"ok":false,"error":"expired_url"}""")));
        Assert.That(rig.Slack.Ephemerals(rig.Ana), Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Of_a_command_there_is_nothing_to_replace_or_delete()
    {
        var url = await OfCommandAsync();
        await rig.PostJsonAsync(url, new JsonObject { ["text"] = "one" });
        await rig.PostJsonAsync(url, new JsonObject { ["text"] = "two", ["replace_original"] = true });
        await rig.PostJsonAsync(url, new JsonObject { ["delete_original"] = true });

        Assert.That(rig.Slack.Ephemerals(rig.Ana).Select(message => (message.Text, message.IsDeleted)), Is.EqualTo(((string, bool)[])[("one", false), ("two", false)]));
    }

    [Test]
    public async Task Of_a_click_it_replaces_the_message_posts_beside_it_or_deletes_it()
    {
        await rig.CallAsync("chat.postMessage", ("channel", rig.Ops.Id), ("text", "one"), ("blocks", Button));
        var url = await OfClickAsync(rig.Slack.Messages(rig.Ops).Single());

        await rig.PostJsonAsync(url, new JsonObject { ["text"] = "two", ["replace_original"] = true });
        var replaced = rig.Slack.Messages(rig.Ops).Single();
        Assert.That((replaced.Text, replaced.Elements.Count, replaced.Versions.Count), Is.EqualTo(("two", 0, 2)));

        await rig.PostJsonAsync(url, new JsonObject { ["text"] = "beside", ["response_type"] = "in_channel", ["thread_ts"] = replaced.Ts });
        Assert.That(rig.Slack.Replies(replaced).Single().Text, Is.EqualTo("beside"));

        await rig.PostJsonAsync(url, new JsonObject { ["delete_original"] = true });
        Assert.That(rig.Slack.Messages(rig.Ops)[0].IsDeleted, Is.True);
    }

    [Test]
    public async Task An_ephemeral_is_changed_by_the_address_of_its_own_button()
    {
        await rig.CallAsync("chat.postEphemeral", ("channel", rig.Ops.Id), ("user", rig.Ana.Id), ("text", "one"), ("blocks", Button));
        var url = await OfClickAsync(rig.Slack.Ephemerals(rig.Ana).Single());

        await rig.PostJsonAsync(url, new JsonObject { ["text"] = "two", ["replace_original"] = true });

        Assert.That(rig.Slack.Ephemerals(rig.Ana).Single().Text, Is.EqualTo("two"));
        Assert.That(rig.Slack.Messages(rig.Ops), Is.Empty);
    }

    [TestCase("""{"text":"x","blocks":[{"type":"section"}]}""", "invalid_blocks")]
    [TestCase("""{}""", "no_text")]
    public async Task What_is_no_message_gets_a_word(string body, string word) =>
        Assert.That(await rig.PostJsonAsync(await OfCommandAsync(), JsonNode.Parse(body)!.AsObject()), Is.EqualTo((400, word)));

    [Test]
    public async Task An_incoming_webhook_posts_as_its_bot_and_answers_in_words()
    {
        var hook = rig.Slack.AddWebhook(rig.Slack.AddApp("Alertmanager", rig.Ops), rig.Ops).AbsoluteUri;

        Assert.That(await rig.PostJsonAsync(hook, JsonNode.Parse("""{"attachments":[{"title":"[FIRING:1] DiskFull","color":"danger"}]}""")!.AsObject()), Is.EqualTo((200, "ok")));
        Assert.That(await rig.PostJsonAsync(hook, []), Is.EqualTo((400, "no_text")));
        var message = rig.Slack.Messages(rig.Ops).Single();
        Assert.That(((string)message.Body["subtype"]!, message.User, (string)message.Body["attachments"]![0]!["fallback"]!), Is.EqualTo(("bot_message", "", "[FIRING:1] DiskFull")));
        rig.Slack.Archive(rig.Ops);
        Assert.That(await rig.PostJsonAsync(hook, new JsonObject { ["text"] = "x" }), Is.EqualTo((410, "channel_is_archived")));
    }

    private async Task<string> OfCommandAsync()
    {
        await rig.Slack.TypeAsync(rig.Ana, rig.Ops, "/chatops");
        return rig.App.Requests[^1].Field("response_url")!;
    }

    private async Task<string> OfClickAsync(ChatOps.Servers.Slack.SlackMessage message)
    {
        await rig.Slack.ClickAsync(rig.Ana, message, "ack");
        return (string)rig.App.Requests.Last(request => request.Path == "/slack/interactions").Payload["response_url"]!;
    }
}
