using System.Text.Json.Nodes;

namespace ChatOps.AcceptanceTests.Counterparts.Slack;

/// <summary>Block Kit's limits and its strictness.</summary>
internal sealed class BlocksAreChecked
{
    private SlackRig rig = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => rig = await SlackRig.StartAsync(options => options with { RateLimits = false });

    [OneTimeTearDown]
    public async Task StopAsync() => await rig.DisposeAsync();

    private static IEnumerable<TestCaseData> Defects()
    {
        static TestCaseData Case(string name, string block, string message) => new TestCaseData(block, message).SetArgDisplayNames(name);
        var x3001 = new string('x', 3_001);
        yield return Case("long section", $$$"""{"type":"section","text":{"type":"mrkdwn","text":"{{{x3001}}}"}}""", "must be less than 3001 characters [json-pointer:/blocks/0/text/text]");
        yield return Case("empty text", """{"type":"section","text":{"type":"mrkdwn","text":""}}""", "must be more than 0 characters [json-pointer:/blocks/0/text/text]");
        yield return Case("unknown field", """{"type":"divider","color":"red"}""", "invalid additional property: color [json-pointer:/blocks/0]");
        yield return Case("unknown block", """{"type":"marquee"}""", "unsupported type: marquee [json-pointer:/blocks/0/type]");
        yield return Case("section of nothing", """{"type":"section"}""", "missing required field: text or fields [json-pointer:/blocks/0]");
        yield return Case("marked-up header", """{"type":"header","text":{"type":"mrkdwn","text":"x"}}""", "must be one of: plain_text [json-pointer:/blocks/0/text/type]");
        yield return Case(
            "long button", $$$"""{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"{{{new string('x', 76)}}}"}}]}""",
            "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]");
        yield return Case(
            "unknown style", """{"type":"actions","elements":[{"type":"button","style":"loud","text":{"type":"plain_text","text":"x"}}]}""",
            "must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]");
        yield return Case(
            "twin actions",
            """{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"x"}},{"type":"button","action_id":"a","text":{"type":"plain_text","text":"x"}}]}""",
            "action_id already exists: a [json-pointer:/blocks/0/elements]");
        yield return Case(
            "typed option", """{"type":"actions","elements":[{"type":"static_select","options":[{"type":"x","text":{"type":"plain_text","text":"x"},"value":"v"}]}]}""",
            "invalid additional property: type [json-pointer:/blocks/0/elements/0/options/0]");
        yield return Case(
            "input in a message", """{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"plain_text_input"}}""",
            "unsupported type: input [json-pointer:/blocks/0/type]");
    }

    [TestCaseSource(nameof(Defects))]
    public async Task A_defect_is_named_with_its_place(string block, string message)
    {
        var answer = await rig.CallAsync("chat.postMessage", ("channel", rig.Ops.Id), ("text", "x"), ("blocks", $"[{block}]"));

        Assert.That((string)answer["error"]!, Is.EqualTo("invalid_blocks"));
        Assert.That(answer["errors"]!.AsArray().Select(error => (string)error!), Has.Some.EqualTo(message));
        Assert.That(answer["response_metadata"]!["messages"]!.AsArray().Select(error => (string)error!), Has.Some.EqualTo($"[ERROR] {message}"));
    }

    [Test]
    public async Task Fifty_blocks_are_taken_and_one_more_is_not()
    {
        static JsonArray Dividers(int count) => [.. Enumerable.Range(0, count).Select(_ => new JsonObject { ["type"] = "divider" })];

        Assert.That(await PostAsync(Dividers(50)), Is.EqualTo("ok"));
        Assert.That(await PostAsync(Dividers(51)), Is.EqualTo("invalid_blocks"));
    }

    [Test]
    public async Task All_blocks_together_have_a_limit_too()
    {
        static JsonArray Sections(int count) =>
            [.. Enumerable.Range(0, count).Select(_ => new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = new string('x', 3_000) } })];

        Assert.That(await PostAsync(Sections(4)), Is.EqualTo("ok"));
        Assert.That(await PostAsync(Sections(5)), Is.EqualTo("msg_blocks_too_long"));
    }

    [Test]
    public async Task Twin_block_ids_are_refused_and_so_is_what_is_no_list() =>
        Assert.That(
            (await PostAsync(JsonNode.Parse("""[{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}]""")!), await PostAsync(new JsonObject()), await PostAsync(JsonValue.Create("["))),
            Is.EqualTo(("invalid_blocks", "invalid_blocks_format", "invalid_blocks_format")));

    [Test]
    public async Task Attachments_have_their_own_words()
    {
        var broken = JsonNode.Parse("""[{"blocks":[{"type":"section"}]}]""")!;
        var answer = await rig.CallAsync("chat.postMessage", ("channel", rig.Ops.Id), ("attachments", broken));

        Assert.That((string)answer["error"]!, Is.EqualTo("invalid_attachments"));
        Assert.That((string)answer["errors"]![0]!, Does.EndWith("[json-pointer:/attachments/0/blocks/0]"));
        JsonArray many = [.. Enumerable.Range(0, 101).Select(_ => new JsonObject { ["text"] = "x" })];
        Assert.That(await rig.WordAsync("chat.postMessage", ("channel", rig.Ops.Id), ("attachments", many)), Is.EqualTo("too_many_attachments"));
    }

    [Test]
    public async Task Nothing_to_show_is_no_message()
    {
        Assert.That(await rig.WordAsync("chat.postMessage", ("channel", rig.Ops.Id)), Is.EqualTo("no_text"));
        Assert.That(await rig.WordAsync("chat.postMessage", ("channel", rig.Ops.Id), ("text", "x"), ("markdown_text", "y")), Is.EqualTo("markdown_text_conflict"));
    }

    private Task<string> PostAsync(JsonNode blocks) =>
        rig.WordAsync("chat.postMessage", ("channel", rig.Ops.Id), ("text", "x"), ("blocks", blocks is JsonValue value ? (string)value! : blocks));
}
