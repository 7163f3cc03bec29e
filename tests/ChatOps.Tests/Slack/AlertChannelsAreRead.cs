using System.Text.Json;

namespace ChatOps.Tests.Slack;

/// <summary>Other tools' posts become incidents, their edits resolve them, and nobody talks to a bot.</summary>
internal sealed class AlertChannelsAreRead
{
    private const string Channels = """
        , "AlertChannels": [ { "Channel": "CAM", "Kind": "Alertmanager" }, { "Channel": "CPAT", "Kind": "Pattern", "Pattern": "^CHECK (?<name>\\w+) is (?<status>\\w+)", "Service": "db" } ]
        """;

    private SlackBot _bot = null!;

    [SetUp]
    public async Task Start() => _bot = await SlackBot.StartAsync(Channels);

    [TearDown]
    public async Task Stop() => await _bot.DisposeAsync();

    [Test]
    public async Task A_post_opens_an_incident_links_itself_and_is_answered_in_its_thread_alone()
    {
        await _bot.EventAsync(Post("CAM", "5.1", "[FIRING:1] TargetDown db (critical)"), "Ev1");
        await _bot.EventAsync(Post("CAM", "5.1", "[FIRING:1] TargetDown db (critical)"), "Ev1");

        await Answered("5.1", 1);
        Assert.That(_bot.Slack.Calls("chat.postMessage").Single(call => call.Text("thread_ts") == "5.1").Text("text"), Does.Contain("INC-1"));
        using var incident = JsonDocument.Parse(await _bot.Bot.Http.GetStringAsync("/api/incidents/INC-1"));
        Assert.That(incident.RootElement.GetProperty("service").GetString(), Is.EqualTo("db"));
        Assert.That(incident.RootElement.GetProperty("challenge").GetString(), Is.EqualTo("serviceDown").IgnoreCase);
        Assert.That(incident.RootElement.ToString(), Does.Contain("https://acme.slack.com/archives/CAM/p51"));
    }

    [Test]
    public async Task An_edit_resolves_and_one_that_changes_nothing_does_nothing()
    {
        await _bot.EventAsync(Post("CAM", "5.1", "[FIRING:1] TargetDown db (critical)"), "Ev1");
        await _bot.EventAsync(Edit("CAM", "5.1", "[FIRING:1] TargetDown db (critical)", "[FIRING:1] TargetDown db (critical)"), "Ev2");
        await Answered("5.1", 1);
        await _bot.EventAsync(Edit("CAM", "5.1", "[FIRING:1] TargetDown db (critical)", "[RESOLVED] TargetDown db (critical)"), "Ev3");

        await Answered("5.1", 2);
        Assert.That(await _bot.Bot.Http.GetStringAsync("/api/incidents/INC-1"), Does.Contain("\"state\":\"resolved\""));
    }

    [Test]
    public async Task A_post_that_its_edit_overtook_opens_nothing_that_nobody_would_end()
    {
        await _bot.EventAsync(Edit("CAM", "5.1", "[FIRING:1] TargetDown db (critical)", "[RESOLVED] TargetDown db (critical)"), "Ev2");
        await _bot.EventAsync(Post("CAM", "5.1", "[FIRING:1] TargetDown db (critical)"), "Ev1");

        Assert.That(await _bot.IncidentsAsync(), Does.Contain("\"items\":[]"));
    }

    [Test]
    public async Task A_pattern_reads_what_people_and_tools_write_alike()
    {
        await _bot.EventAsync("""{ "type": "message", "channel": "CPAT", "user": "UANA", "ts": "6.1", "text": "CHECK disk is CRITICAL" }""", "Ev1");
        await _bot.EventAsync("""{ "type": "message", "channel": "CPAT", "user": "UANA", "ts": "6.2", "text": "is anybody looking?" }""", "Ev2");
        await _bot.EventAsync("""{ "type": "message", "channel": "CPAT", "user": "UANA", "ts": "6.3", "text": "CHECK disk is OK" }""", "Ev3");

        await Answered("6.3", 1);
        Assert.That(await _bot.IncidentsAsync(), Does.Contain("\"service\":\"db\"").And.Contain("\"state\":\"resolved\"").And.Not.Contain("INC-2"));
    }

    [Test]
    public async Task Nothing_in_a_thread_nothing_of_ours_and_nothing_elsewhere_is_an_alert()
    {
        await _bot.EventAsync(Post("CAM", "7.2", "[FIRING:1] TargetDown db", """, "thread_ts": "7.1" """), "Ev1");
        await _bot.EventAsync(Post("COTHER", "7.3", "[FIRING:1] TargetDown db"), "Ev2");
        await _bot.EventAsync("""{ "type": "message", "channel": "CAM", "ts": "7.4", "user": "UBOT", "bot_id": "BBOT", "attachments": [ { "title": "[FIRING:1] TargetDown db" } ] }""", "Ev3");
        await _bot.EventAsync("""{ "type": "message", "channel": "CAM", "ts": "7.5", "bot_id": "BX", "app_id": "AOWN", "attachments": [ { "title": "[FIRING:1] TargetDown db" } ] }""", "Ev4");
        await _bot.EventAsync("""{ "type": "message", "channel": "CAM", "ts": "7.6", "bot_id": "BX", "user": "UX", "text": "<@UBOT> declare db it is slow" }""", "Ev5");

        Assert.That(await _bot.IncidentsAsync(), Does.Contain("\"items\":[]"));
    }

    [TestCase("""{"text":"RESOLVED: nothing was there"}""", "application/json", 200, "ok")]
    [TestCase("payload=%7B%22text%22%3A%22Backup+failed+on+db%22%7D", "application/x-www-form-urlencoded", 200, "ok")]
    [TestCase("""{"attachments":[{"title":"[FIRING:1] TargetDown db (critical)","fallback":"x"}]}""", "application/json", 200, "ok")]
    [TestCase("nonsense", "application/json", 400, "invalid_payload")]
    [TestCase("[]", "application/json", 400, "invalid_payload")]
    [TestCase("{}", "application/json", 400, "no_text")]
    [TestCase("""{"text":" "}""", "application/json", 400, "no_text")]
    public async Task The_incoming_webhook_answers_as_Slacks_does(string body, string type, int status, string word)
    {
        using var response = await _bot.Bot.Http.PostAsync("/webhooks/slack", new StringContent(body, System.Text.Encoding.UTF8, type));

        Assert.That(((int)response.StatusCode, await response.Content.ReadAsStringAsync()), Is.EqualTo((status, word)));
        if (body.Contains("failed", StringComparison.Ordinal) || body.Contains("FIRING", StringComparison.Ordinal)) Assert.That(await _bot.IncidentsAsync(), Does.Contain("\"service\":\"db\""));
    }

    [TestCase("right", 200, "ok")]
    [TestCase("wrong", 401, "invalid_token")]
    public async Task The_incoming_webhook_knows_its_source_by_the_token_in_its_address(string token, int status, string word)
    {
        await using var bot = await SlackBot.StartAsync(""" }, "Sources": { "tool": { "Kind": "Slack", "Token": "right" } }, "Display": { "TimeZone": "UTC" """);
        using var response = await bot.Bot.Http.PostAsync($"/webhooks/slack/{token}", new StringContent("""{"text":"Backup failed on db"}""", System.Text.Encoding.UTF8, "application/json"));

        Assert.That(((int)response.StatusCode, await response.Content.ReadAsStringAsync()), Is.EqualTo((status, word)));
    }

    private static string Post(string channel, string ts, string title, string more = "") =>
        $$"""{ "type": "message", "subtype": "bot_message", "channel": "{{channel}}", "ts": "{{ts}}", "bot_id": "BAM", "text": "", "attachments": [ { "title": "{{title}}", "color": "danger" } ]{{more}} }""";

    private static string Edit(string channel, string ts, string before, string now) => $$"""
        { "type": "message", "subtype": "message_changed", "channel": "{{channel}}", "ts": "99.1",
          "message": { "type": "message", "ts": "{{ts}}", "bot_id": "BAM", "text": "", "attachments": [ { "title": "{{now}}" } ] },
          "previous_message": { "type": "message", "ts": "{{ts}}", "bot_id": "BAM", "text": "", "attachments": [ { "title": "{{before}}" } ] } }
        """;

    private Task Answered(string ts, int times) =>
        Assert.ThatAsync(() => Task.FromResult(_bot.Slack.Calls("chat.postMessage").Count(call => call.Text("channel") is "CAM" or "CPAT" && call.Text("thread_ts") == ts)), Is.EqualTo(times).After(10_000, 20));
}
