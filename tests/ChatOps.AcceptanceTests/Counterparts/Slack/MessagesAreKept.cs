using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOps.AcceptanceTests.Counterparts.Slack;

/// <summary>Posting, changing, deleting and reading messages.</summary>
internal sealed class MessagesAreKept
{
    private SlackRig rig = null!;

    [SetUp]
    public async Task StartAsync() => rig = await SlackRig.StartAsync(options => options with { PostingBurst = 100 });

    [TearDown]
    public async Task StopAsync() => await rig.DisposeAsync();

    [Test]
    public async Task Timestamps_rise_even_while_the_clock_stands_and_have_six_digits()
    {
        string[] stamps = [await rig.PostAsync("1"), await rig.PostAsync("2"), await rig.PostAsync("3")];

        Assert.That(stamps, Is.All.Match(@"^\d+\.\d{6}$"));
        Assert.That(stamps.Select(ts => decimal.Parse(ts, CultureInfo.InvariantCulture)), Is.Ordered.And.Unique);
    }

    [Test]
    public async Task A_message_is_stored_in_its_mutated_form_without_a_subtype()
    {
        var blocks = JsonNode.Parse("""[{"type":"section","text":{"type":"mrkdwn","text":"a & b"}},{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Go"}}]}]""");
        var answer = await rig.CallAsync("chat.postMessage", ("channel", rig.Ops.Id), ("text", "1 < 2 & <@U1> https://example.com"), ("blocks", blocks));

        var message = answer["message"]!;
        Assert.That((string)message["text"]!, Is.EqualTo("1 &lt; 2 &amp; <@U1> <https://example.com>"));
        Assert.That(message["subtype"], Is.Null);
        Assert.That((string)message["bot_id"]!, Is.EqualTo(rig.Slack.App.BotId));
        Assert.That((string)message["bot_profile"]!["app_id"]!, Is.EqualTo(rig.Slack.App.Id));
        Assert.That((string)message["blocks"]![0]!["text"]!["text"]!, Is.EqualTo("a &amp; b"));
        Assert.That((string?)message["blocks"]![0]!["block_id"], Is.Not.Empty);
        Assert.That((string?)message["blocks"]![1]!["elements"]![0]!["action_id"], Is.Not.Empty);
    }

    [Test]
    public async Task A_thread_counts_its_replies_and_history_shows_the_parent_alone()
    {
        var parent = await rig.PostAsync("parent");
        var first = await rig.PostAsync("first", parent);
        var last = await rig.PostAsync("last", parent);

        var history = await rig.CallAsync("conversations.history", ("channel", rig.Ops.Id));
        var replies = await rig.CallAsync("conversations.replies", ("channel", rig.Ops.Id), ("ts", parent));

        var shown = history["messages"]!.AsArray().Single()!;
        Assert.That(((int)shown["reply_count"]!, (string)shown["latest_reply"]!, (string)shown["thread_ts"]!), Is.EqualTo((2, last, parent)));
        Assert.That(replies["messages"]!.AsArray().Select(message => (string)message!["ts"]!), Is.EqualTo((string[])[parent, first, last]));
        Assert.That(await rig.WordAsync("chat.postMessage", ("channel", rig.Ops.Id), ("text", "x"), ("thread_ts", first)), Is.EqualTo("cannot_reply_to_message"));
        Assert.That(await rig.WordAsync("chat.postMessage", ("channel", rig.Ops.Id), ("text", "x"), ("thread_ts", "1.000000")), Is.EqualTo("thread_not_found"));
        Assert.That(await rig.WordAsync("conversations.replies", ("channel", rig.Ops.Id), ("ts", "1.000000")), Is.EqualTo("thread_not_found"));
    }

    [Test]
    public async Task A_broadcast_reply_stands_in_both_places_and_a_deleted_parent_leaves_a_tombstone()
    {
        var parent = await rig.PostAsync("parent");
        await rig.CallAsync("chat.postMessage", ("channel", rig.Ops.Id), ("text", "loud"), ("thread_ts", parent), ("reply_broadcast", "true"));
        await rig.CallAsync("chat.delete", ("channel", rig.Ops.Id), ("ts", parent));

        var messages = (await rig.CallAsync("conversations.history", ("channel", rig.Ops.Id)))["messages"]!.AsArray();

        Assert.That(messages.Select(message => (string?)message!["subtype"]), Is.EqualTo((string[])["thread_broadcast", "tombstone"]));
        Assert.That(await rig.WordAsync("chat.update", ("channel", rig.Ops.Id), ("ts", parent), ("text", "x")), Is.EqualTo("message_not_found"));
    }

    [Test]
    public async Task History_pages_newest_first_and_one_message_is_read_back_exactly()
    {
        var stamps = new List<string>();
        for (var number = 0; number < 5; number++)
        {
            stamps.Add(await rig.PostAsync($"m{number}"));
        }

        var first = await rig.CallAsync("conversations.history", ("channel", rig.Ops.Id), ("limit", 3));
        var second = await rig.CallAsync("conversations.history", ("channel", rig.Ops.Id), ("limit", 3), ("cursor", first["response_metadata"]!["next_cursor"]));
        var one = await rig.CallAsync("conversations.history", ("channel", rig.Ops.Id), ("oldest", stamps[2]), ("latest", stamps[2]), ("inclusive", "true"), ("limit", 1));

        Assert.That(Texts(first).Concat(Texts(second)), Is.EqualTo((string[])["m4", "m3", "m2", "m1", "m0"]));
        Assert.That(((bool)first["has_more"]!, (bool)second["has_more"]!, (string)second["response_metadata"]!["next_cursor"]!), Is.EqualTo((true, false, "")));
        Assert.That(Texts(one), Is.EqualTo((string[])["m2"]));
        Assert.That(await rig.WordAsync("conversations.history", ("channel", rig.Ops.Id), ("cursor", "nonsense")), Is.EqualTo("invalid_cursor"));
    }

    [Test]
    public async Task An_update_keeps_to_the_rules_and_its_history_is_seen()
    {
        var blocks = JsonNode.Parse("""[{"type":"divider"}]""");
        var ts = (string)(await rig.CallAsync("chat.postMessage", ("channel", rig.Ops.Id), ("text", "one"), ("blocks", blocks)))["ts"]!;

        Assert.That(await rig.WordAsync("chat.update", ("channel", rig.Ops.Id), ("ts", ts), ("blocks", """[{"type":"divider"},{"type":"divider"}]""")), Is.EqualTo("ok"));
        var byBlocks = rig.Slack.Messages(rig.Ops).Single();
        Assert.That((byBlocks.Text, byBlocks.Body["blocks"]!.AsArray().Count, byBlocks.Body["edited"]), Is.EqualTo(("one", 2, (JsonNode?)null)));

        Assert.That(await rig.WordAsync("chat.update", ("channel", rig.Ops.Id), ("ts", ts), ("text", "two")), Is.EqualTo("ok"));
        var byText = rig.Slack.Messages(rig.Ops).Single();
        Assert.That(byText.Body["blocks"], Is.Null);
        Assert.That(byText.Body["edited"], Is.Not.Null);
        Assert.That(byText.Versions.Select(version => version.Text), Is.EqualTo((string[])["one", "one", "two"]));

        Assert.That(await rig.WordAsync("chat.update", ("channel", rig.Ops.Id), ("ts", ts), ("text", new string('x', 4_001))), Is.EqualTo("msg_too_long"));
        var foreign = rig.Slack.Say(rig.Ana, rig.Ops, "mine");
        Assert.That(await rig.WordAsync("chat.update", ("channel", rig.Ops.Id), ("ts", foreign.Ts), ("text", "x")), Is.EqualTo("cant_update_message"));
        Assert.That(await rig.WordAsync("chat.delete", ("channel", rig.Ops.Id), ("ts", foreign.Ts)), Is.EqualTo("cant_delete_message"));
    }

    [Test]
    public async Task An_ephemeral_is_in_no_history_and_no_other_method_knows_it()
    {
        var answer = await rig.CallAsync("chat.postEphemeral", ("channel", rig.Ops.Id), ("user", rig.Ana.Id), ("text", "for you"));
        var outside = rig.Slack.AddChannel("other", members: [rig.Kim]);

        Assert.That(rig.Slack.Ephemerals(rig.Ana).Single().Text, Is.EqualTo("for you"));
        Assert.That(rig.Slack.Ephemerals(rig.Kim), Is.Empty);
        Assert.That(Texts(await rig.CallAsync("conversations.history", ("channel", rig.Ops.Id))), Is.Empty);
        Assert.That(await rig.WordAsync("chat.update", ("channel", rig.Ops.Id), ("ts", answer["message_ts"]), ("text", "x")), Is.EqualTo("message_not_found"));
        Assert.That(await rig.WordAsync("chat.postEphemeral", ("channel", outside.Id), ("user", rig.Ana.Id), ("text", "x")), Is.EqualTo("user_not_in_channel"));
    }

    [Test]
    public async Task Metadata_is_shown_to_those_who_ask_and_a_bad_type_vanishes()
    {
        var metadata = new JsonObject { ["event_type"] = "chatops_key", ["event_payload"] = new JsonObject { ["key"] = "k1" } };
        await rig.CallAsync("chat.postMessage", ("channel", rig.Ops.Id), ("text", "x"), ("metadata", metadata));
        metadata["event_type"] = "chatops.key";
        await rig.CallAsync("chat.postMessage", ("channel", rig.Ops.Id), ("text", "y"), ("metadata", metadata));

        var hidden = await rig.CallAsync("conversations.history", ("channel", rig.Ops.Id));
        var shown = await rig.CallAsync("conversations.history", ("channel", rig.Ops.Id), ("include_all_metadata", "true"));

        Assert.That(hidden["messages"]![1]!["metadata"]!.ToJsonString(), Is.EqualTo("""{"event_type":"chatops_key"}"""));
        Assert.That((string)shown["messages"]![1]!["metadata"]!["event_payload"]!["key"]!, Is.EqualTo("k1"));
        Assert.That(shown["messages"]![0]!["metadata"], Is.Null);
        Assert.That(await rig.WordAsync("chat.postMessage", ("channel", rig.Ops.Id), ("text", "x"), ("metadata", """{"event_type":"a"}""")), Is.EqualTo("invalid_metadata_schema"));
    }

    [Test]
    public async Task A_message_to_a_person_opens_the_direct_message_with_them()
    {
        var answer = await rig.CallAsync("chat.postMessage", ("channel", rig.Ana.Id), ("text", "hello"));

        Assert.That((string)answer["channel"]!, Is.EqualTo(rig.Slack.Direct(rig.Ana).Id).And.StartsWith("D"));
        Assert.That(rig.Slack.Messages(rig.Slack.Direct(rig.Ana)).Single().Text, Is.EqualTo("hello"));
    }

    [Test]
    public async Task A_text_that_is_too_long_is_cut_with_a_warning()
    {
        var answer = await rig.CallAsync("chat.postMessage", ("channel", rig.Ops.Id), ("text", new string('x', 40_001)));

        Assert.That((string)answer["warning"]!, Is.EqualTo("message_truncated"));
        Assert.That(rig.Slack.Messages(rig.Ops).Single().Text, Has.Length.EqualTo(40_000));
    }

    [Test]
    public async Task Reactions_are_set_once_and_taken_away_once()
    {
        (string, object?)[] on = [("channel", rig.Ops.Id), ("timestamp", await rig.PostAsync("x")), ("name", "eyes")];

        Assert.That(await rig.WordAsync("reactions.add", on), Is.EqualTo("ok"));
        Assert.That(await rig.WordAsync("reactions.add", on), Is.EqualTo("already_reacted"));
        Assert.That(await rig.WordAsync("reactions.remove", on), Is.EqualTo("ok"));
        Assert.That(await rig.WordAsync("reactions.remove", on), Is.EqualTo("no_reaction"));
    }

    [Test]
    public async Task Mentions_are_read_from_what_is_parsed_and_from_nothing_else()
    {
        var blocks = JsonNode.Parse("""
            [
              {"type":"section","text":{"type":"mrkdwn","text":"<!subteam^S1> and @here"}},
              {"type":"section","text":{"type":"mrkdwn","verbatim":true,"text":"@channel"}},
              {"type":"section","text":{"type":"plain_text","text":"<!everyone>"}},
              {"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"<@U2>"},{"type":"user","user_id":"U3"}]}]}
            ]
            """);
        await rig.CallAsync("chat.postMessage", ("channel", rig.Ops.Id), ("text", "<@U1> &lt;@U4&gt;"), ("blocks", blocks));

        Assert.That(rig.Slack.Messages(rig.Ops).Single().Mentions, Is.EqualTo((string[])["U1", "S1", "here", "U3"]));
    }

    private static IEnumerable<string> Texts(JsonObject answer) => answer["messages"]!.AsArray().Select(message => (string)message!["text"]!);
}
