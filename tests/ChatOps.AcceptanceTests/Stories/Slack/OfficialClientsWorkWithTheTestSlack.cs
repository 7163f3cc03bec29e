using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Slack;

namespace ChatOps.AcceptanceTests.Stories.Slack;

/// <summary>Slack's own clients from npm, unmodified, take the test Slack for the real one.</summary>
internal sealed class OfficialClientsWorkWithTheTestSlack
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private SlackServer slack = null!;
    private SlackUser ana = null!;
    private SlackChannel ops = null!;

    [SetUp]
    public async Task StartAsync()
    {
        // A busy machine takes longer than Slack gives an app; how long Slack gives is a rule of the server and has tests of its own.
        slack = await SlackServer.StartAsync(new SlackServerOptions
        {
            AnswerDeadline = TimeSpan.FromSeconds(20),
            TriggerLife = TimeSpan.FromSeconds(20),
            PostingBurst = 100,
            RetryScale = 0.01,
        });
        ana = slack.AddUser("ana", "Ana Lopez", "ana@example.com");
        ops = slack.AddChannel("ops");
    }

    [TearDown]
    public async Task StopAsync() => await slack.DisposeAsync();

    [Test]
    public async Task The_Web_API_client_posts_pages_uploads_and_waits_when_it_is_told_to()
    {
        slack.Faults.Add(new SlackFault(SlackFaultKind.RateLimited) { Method = "chat.postMessage" });

        var result = await Command.RunAsync("node", [Script("web-api.js"), slack.ApiAddress.AbsoluteUri, slack.App.BotToken, ops.Id, ana.Id, ana.Email!], Soon);

        Assert.That(result.ExitCode, Is.Zero, result.Errors);
        var seen = JsonNode.Parse(result.Output)!;
        var messages = slack.Messages(ops);
        Assert.That(seen["rateLimited"]!.AsArray().Select(seconds => (int)seconds!), Is.EqualTo((int[])[1]));
        Assert.That(slack.Calls.Where(call => call.IgnoredRetryAfter), Is.Empty);
        Assert.That((string)seen["auth"]!["bot_id"]!, Is.EqualTo(slack.App.BotId));
        Assert.That((string)seen["posted"]!["message"]!["text"]!, Is.EqualTo("a &lt; b &amp; c"));
        Assert.That((string)seen["updated"]!["message"]!["text"]!, Is.EqualTo("changed"));
        Assert.That(messages[0].Versions.Select(version => version.Text), Is.EqualTo((string[])["a &lt; b &amp; c", "changed"]));
        Assert.That(slack.Ephemerals(ana).Single().Text, Is.EqualTo("for you"));
        Assert.That((string)seen["permalink"]!["permalink"]!, Does.EndWith($"/archives/{ops.Id}/p{messages[0].Ts.Replace(".", "", StringComparison.Ordinal)}"));
        Assert.That(seen["pages"]!.AsArray().SelectMany(page => page!.AsArray()).Select(text => (string)text!), Is.EqualTo((string[])["line 4", "line 3", "line 2", "line 1", "line 0", "changed"]));
        Assert.That((string)seen["replies"]!["messages"]![0]!["metadata"]!["event_payload"]!["key"]!, Is.EqualTo("k1"));
        Assert.That(seen["members"]!.AsArray().Select(id => (string)id!), Is.EquivalentTo((string[])[ana.Id, slack.App.BotUser.Id]));
        Assert.That((string)seen["byEmail"]!["id"]!, Is.EqualTo(ana.Id));
        Assert.That((string)seen["info"]!["name"]!, Is.EqualTo("ops"));
        Assert.That(seen["channels"]!.AsArray().Select(name => (string)name!), Is.EqualTo((string[])["ops"]));

        var file = slack.Replies(messages[0])[^1].Body["files"]![0]!;
        Assert.That(System.Text.Encoding.UTF8.GetString(slack.File((string)file["id"]!)!), Is.EqualTo("a long log"));
        Assert.That((string)seen["badBlocks"]!["response_metadata"]!["messages"]![0]!, Does.Contain("must be less than 3001 characters"));
        Assert.That((string)seen["badToken"]!["error"]!, Is.EqualTo("invalid_auth"));
        Assert.That((string)seen["unknownUser"]!["error"]!, Is.EqualTo("user_not_found"));
        Assert.That(messages.Single(message => message.Text == "below").IsDeleted, Is.True);
    }

    [Test]
    public async Task Bolt_takes_what_is_signed_and_refuses_what_is_forged()
    {
        var port = FreePort.Next();
        slack.App.CommandsUrl = slack.App.EventsUrl = slack.App.InteractionsUrl = new Uri($"http://127.0.0.1:{port}/slack/events");
        await using var bolt = ChildProcess.Start(
            "node", [Script("bolt-http.js"), slack.ApiAddress.AbsoluteUri, slack.App.BotToken, slack.App.SigningSecret, port.ToString(CultureInfo.InvariantCulture)]);
        await TellsAsync(bolt, "ready");

        Assert.That((await slack.VerifyUrlAsync()).Failure, Is.Null, bolt.Tail);
        slack.Faults.AddOutgoing(SlackOutgoingFault.BadSignature, SlackOutgoingFault.OldStamp);
        Assert.That((await slack.TypeAsync(ana, ops, "/chatops forged")).Status, Is.EqualTo(401));
        Assert.That((await slack.TypeAsync(ana, ops, "/chatops stale")).Status, Is.EqualTo(401));

        Assert.That((await slack.TypeAsync(ana, ops, "/chatops help")).IsTaken, Is.True, bolt.Tail);
        Assert.That(slack.Ephemerals(ana).Select(message => message.Text), Has.Some.EqualTo("got help").And.None.Contains("got forged"));
        await Wait.Until(() => slack.Messages(ops).Any(message => message.Text == "later help"), Soon, "the answer by the response address", () => bolt.Tail);

        await PressAsync(bolt);
        await FillInAsync(bolt);
        Assert.That((await slack.UseShortcutAsync(ana, slack.Messages(ops)[^1], "declare")).IsTaken, Is.True, bolt.Tail);
        await TellsAsync(bolt, "shortcut");
        await slack.IdleAsync();
        Assert.That(slack.Deliveries.Where(delivery => !delivery.IsTaken).Select(delivery => delivery.Status), Is.All.EqualTo(401), bolt.Tail);
    }

    [Test]
    public async Task The_Socket_Mode_client_gets_events_acknowledges_them_and_comes_back()
    {
        slack.App.SocketMode = true;
        await using var client = ChildProcess.Start("node", [Script("socket-mode.js"), slack.ApiAddress.AbsoluteUri, slack.App.AppToken]);
        await TellsAsync(client, "connected");

        slack.Say(ana, ops, "hello");
        await slack.IdleAsync();
        Assert.That((string)(await TellsAsync(client, "given"))["text"]!, Is.EqualTo("hello"));
        Assert.That((await slack.TypeAsync(ana, ops, "/chatops help")).IsTaken, Is.True, client.Tail);
        Assert.That(slack.Ephemerals(ana).Single().Text, Is.EqualTo("got help"));

        await slack.RefreshSocketsAsync();
        await TellsAsync(client, "connected", 2);
        slack.Say(ana, ops, "after the refresh");
        await slack.IdleAsync();
        Assert.That(slack.Deliveries.All(delivery => delivery.IsTaken), Is.True, client.Tail);

        slack.CutSockets();
        await TellsAsync(client, "connected", 3);
        slack.Say(ana, ops, "after the cut");
        await slack.IdleAsync();
        Assert.That(slack.Deliveries.All(delivery => delivery.IsTaken), Is.True, client.Tail);
        await TellsAsync(client, "given", 4);
        Assert.That(
            client.Output.Where(line => line.StartsWith("{\"kind\":\"given\"", StringComparison.Ordinal)).Select(line => (string)JsonNode.Parse(line)!["text"]!),
            Is.EqualTo((string[])["hello", "help", "after the refresh", "after the cut"]));
    }

    private async Task PressAsync(ChildProcess bolt)
    {
        slack.Say(ana, ops, $"<@{slack.App.BotUser.Id}> hello");
        await Wait.Until(() => slack.Messages(ops).Any(message => message.Text == "you called"), Soon, "the answer in the thread", () => bolt.Tail);
        await slack.IdleAsync();
        var answer = slack.Messages(ops).Single(message => message.Text == "you called");
        Assert.That((await slack.ClickAsync(ana, answer, "press")).IsTaken, Is.True, bolt.Tail);
        Assert.That((string)(await TellsAsync(bolt, "press"))["value"]!, Is.EqualTo("v1"));
        await Wait.Until(() => slack.Now(answer).Text == "pressed", Soon, "the message to be replaced", () => bolt.Tail);
    }

    private async Task FillInAsync(ChildProcess bolt)
    {
        await slack.TypeAsync(ana, ops, "/chatops form");
        await TellsAsync(bolt, "opened");
        var form = slack.Modals(ana).Single();
        Assert.That(await slack.SuggestAsync(ana, form, "service", "check"), Is.EqualTo((SlackOption[])[new SlackOption("check-1", "s1")]));
        var refused = await slack.SubmitAsync(ana, form, new Dictionary<string, string> { ["text"] = "wrong", ["service"] = "s1" });
        Assert.That(refused.FieldErrors["what"], Is.EqualTo("no such thing"), bolt.Tail);
        await slack.SubmitAsync(ana, form, new Dictionary<string, string> { ["text"] = "right" });
        Assert.That((string)(await TellsAsync(bolt, "submitted"))["service"]!, Is.EqualTo("s1"));
        Assert.That(slack.Modals(ana), Is.Empty);
    }

    // The newest of what it told of this kind, once it has told so many.
    private static Task<JsonNode> TellsAsync(ChildProcess program, string kind, int times = 1) => Wait.For<JsonNode>(
        () =>
        {
            var told = program.Output.Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!).Where(line => (string?)line["kind"] == kind).ToArray();
            return Task.FromResult(told.Length >= times ? told[^1] : null);
        },
        Soon,
        $"\"{kind}\", {times} times",
        () => program.Tail);

    private static string Script(string name) => Path.Combine(Built.Root, "tests", "npm", "slack", name);
}
