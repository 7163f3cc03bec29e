using System.Text.Json.Nodes;

namespace ChatOps.AcceptanceTests.Counterparts.Slack;

/// <summary>The page shows what there is as one person sees it, and acts as that person.</summary>
internal sealed class ThePageIsUsedByHand
{
    private const string Form = """
        {"type":"modal","title":{"type":"plain_text","text":"Form"},"submit":{"type":"plain_text","text":"Send"},
         "blocks":[{"type":"input","block_id":"what","label":{"type":"plain_text","text":"What"},"element":{"type":"plain_text_input","action_id":"text"}}]}
        """;

    private readonly HttpClient client = new();

    private SlackRig rig = null!;

    [SetUp]
    public async Task StartAsync() => rig = await SlackRig.StartAsync();

    [TearDown]
    public async Task StopAsync() => await rig.DisposeAsync();

    [OneTimeTearDown]
    public void CloseClient() => client.Dispose();

    [Test]
    public async Task Messages_threads_and_what_is_for_one_person_are_shown_as_text()
    {
        var parent = await rig.PostAsync("<script>parent");
        await rig.PostAsync("in the thread", parent);
        await rig.CallAsync("chat.postEphemeral", ("channel", rig.Ops.Id), ("user", rig.Ana.Id), ("text", "for Ana alone"));

        Assert.That(await PageAsync(rig.Ana.Id), Does.Contain("parent").And.Contain("in the thread").And.Contain("for Ana alone").And.Not.Contain("<script>parent"));
        Assert.That(await PageAsync(rig.Kim.Id), Does.Contain("in the thread").And.Not.Contain("for Ana alone"));
    }

    [Test]
    public async Task A_person_says_clicks_and_submits()
    {
        await ActAsync("say", ("text", "hello"));
        Assert.That(rig.Slack.Messages(rig.Ops).Single().User, Is.EqualTo(rig.Ana.Id));

        await ActAsync("say", ("text", "/chatops declare"));
        await rig.CallAsync("views.open", ("trigger_id", rig.App.Requests.Last(request => request.Path == "/slack/commands").Field("trigger_id")), ("view", Form));
        var modal = rig.Slack.Modals(rig.Ana).Single();
        Assert.That(await PageAsync(rig.Ana.Id), Does.Contain("What"));
        await ActAsync("submit", ("view", modal.Id), ("text", "typed"));

        var submitted = rig.App.Requests.Last(request => request.Path == "/slack/interactions").Payload;
        Assert.That((string)submitted["view"]!["state"]!["values"]!["what"]!["text"]!["value"]!, Is.EqualTo("typed"));
        Assert.That(rig.Slack.Modals(rig.Ana), Is.Empty);
    }

    [Test]
    public async Task A_button_is_pressed()
    {
        var blocks = JsonNode.Parse("""[{"type":"actions","elements":[{"type":"button","action_id":"ack","value":"INC-1","text":{"type":"plain_text","text":"Acknowledge"}}]}]""");
        var ts = (string)(await rig.CallAsync("chat.postMessage", ("channel", rig.Ops.Id), ("text", "x"), ("blocks", blocks)))["ts"]!;

        await ActAsync("click", ("ts", ts), ("action", "ack"), ("value", "INC-1"));

        Assert.That((string)rig.App.Requests.Last(request => request.Path == "/slack/interactions").Payload["actions"]![0]!["value"]!, Is.EqualTo("INC-1"));
    }

    private Task<string> PageAsync(string user) => client.GetStringAsync(new Uri(rig.Slack.Address, $"?as={user}&channel={rig.Ops.Id}"));

    private async Task ActAsync(string act, params IEnumerable<(string Name, string Value)> fields)
    {
        using var form = new FormUrlEncodedContent([new("as", rig.Ana.Id), new("channel", rig.Ops.Id), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        using var answer = await client.PostAsync(new Uri(rig.Slack.Address, $"ui/{act}"), form);
        Assert.That(answer.IsSuccessStatusCode, Is.True);
    }
}
