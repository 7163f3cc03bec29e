using System.Text.Json.Nodes;
using ChatOps.Servers.Slack;

namespace ChatOps.AcceptanceTests.Counterparts.Slack;

/// <summary>Tokens, scopes, and the forms that a call can have.</summary>
internal sealed class CallsAndTokens
{
    private SlackRig rig = null!;

    [SetUp]
    public async Task StartAsync() => rig = await SlackRig.StartAsync();

    [TearDown]
    public async Task StopAsync() => await rig.DisposeAsync();

    [Test]
    public async Task A_call_needs_a_token_of_the_right_kind()
    {
        Assert.That(await WordAsync(null, "auth.test"), Is.EqualTo("not_authed"));
        Assert.That(await WordAsync("xoxb-none", "auth.test"), Is.EqualTo("invalid_auth"));
        Assert.That(await WordAsync(rig.Slack.App.AppToken, "chat.postMessage"), Is.EqualTo("not_allowed_token_type"));
        Assert.That(await WordAsync(rig.Slack.App.BotToken, "apps.connections.open"), Is.EqualTo("not_allowed_token_type"));
        rig.Slack.App.TokenError = "token_revoked";
        Assert.That(await WordAsync(rig.Slack.App.BotToken, "auth.test"), Is.EqualTo("token_revoked"));
    }

    [Test]
    public async Task A_missing_scope_is_named_with_those_that_are_there()
    {
        rig.Slack.App.Scopes.Clear();
        rig.Slack.App.Scopes.Add("channels:read");

        var answer = await rig.CallAsync("chat.postMessage", ("channel", rig.Ops.Id), ("text", "x"));

        Assert.That((string)answer["error"]!, Is.EqualTo("missing_scope"));
        Assert.That((string)answer["needed"]!, Is.EqualTo("chat:write"));
        Assert.That((string)answer["provided"]!, Is.EqualTo("channels:read"));
        Assert.That(await rig.WordAsync("conversations.history", ("channel", rig.Ops.Id)), Is.EqualTo("missing_scope"));
    }

    [Test]
    public async Task The_bot_tells_who_it_is()
    {
        var answer = await rig.CallAsync("auth.test");

        Assert.That((string)answer["user_id"]!, Is.EqualTo(rig.Slack.App.BotUser.Id));
        Assert.That((string)answer["bot_id"]!, Is.EqualTo(rig.Slack.App.BotId));
        Assert.That((string)answer["team_id"]!, Is.EqualTo(rig.Slack.TeamId));
    }

    [Test]
    public async Task JSON_a_form_and_a_query_for_reading_say_the_same()
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", rig.Slack.App.BotToken);
        using var json = new StringContent(new JsonObject { ["channel"] = rig.Ops.Id, ["text"] = "x" }.ToJsonString(), new System.Net.Http.Headers.MediaTypeHeaderValue("application/json", "utf-8"));
        using var posted = await client.PostAsync(new Uri(rig.Slack.ApiAddress, "chat.postMessage"), json);
        using var multipart = new MultipartFormDataContent { { new StringContent(rig.Ops.Id), "channel" }, { new StringContent("y"), "text" } };
        using var postedToo = await client.PostAsync(new Uri(rig.Slack.ApiAddress, "chat.postMessage"), multipart);

        Assert.That(await posted.Content.ReadAsStringAsync(), Does.Contain("\"ok\":true"));
        Assert.That(await postedToo.Content.ReadAsStringAsync(), Does.Contain("\"ok\":true"));
        Assert.That(await client.GetStringAsync(new Uri(rig.Slack.ApiAddress, $"conversations.history?channel={rig.Ops.Id}")), Does.Contain("\"text\":\"y\""));
        Assert.That(await client.GetStringAsync(new Uri(rig.Slack.ApiAddress, $"chat.postMessage?channel={rig.Ops.Id}&text=z")), Does.Contain("insecure_request"));
        Assert.That(rig.Slack.Messages(rig.Ops).Select(message => message.Text), Is.EqualTo((string[])["x", "y"]));
    }

    [TestCase("{", "invalid_json")]
    [TestCase("[]", "json_not_object")]
    public async Task Bad_JSON_is_named(string body, string error)
    {
        using var client = new HttpClient();
        using var content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var answer = await client.PostAsync(new Uri(rig.Slack.ApiAddress, "chat.postMessage"), content);

        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain(error));
    }

    [Test]
    public async Task People_groups_and_channels_are_found_and_a_miss_has_its_word()
    {
        var group = rig.Slack.AddUserGroup("devops", rig.Ana);

        Assert.That((string)(await rig.CallAsync("users.lookupByEmail", ("email", "ANA@example.com")))["user"]!["id"]!, Is.EqualTo(rig.Ana.Id));
        Assert.That(await rig.WordAsync("users.lookupByEmail", ("email", "no@example.com")), Is.EqualTo("users_not_found"));
        Assert.That(await rig.WordAsync("users.info", ("user", "U1")), Is.EqualTo("user_not_found"));
        Assert.That((string)(await rig.CallAsync("usergroups.users.list", ("usergroup", group.Id)))["users"]![0]!, Is.EqualTo(rig.Ana.Id));
        Assert.That(await rig.WordAsync("usergroups.users.list", ("usergroup", "S1")), Is.EqualTo("no_such_subteam"));
        Assert.That(await rig.WordAsync("no.such"), Is.EqualTo("unknown_method"));
    }

    [Test]
    public async Task A_private_channel_does_not_exist_for_a_bot_outside()
    {
        var secret = rig.Slack.AddChannel("secret", SlackChannelKind.Private, withApp: false);
        var open = rig.Slack.AddChannel("open", withApp: false);

        Assert.That(await rig.WordAsync("chat.postMessage", ("channel", secret.Id), ("text", "x")), Is.EqualTo("channel_not_found"));
        Assert.That(await rig.WordAsync("chat.postMessage", ("channel", open.Id), ("text", "x")), Is.EqualTo("not_in_channel"));
        Assert.That(await rig.WordAsync("conversations.history", ("channel", open.Id)), Is.EqualTo("not_in_channel"));
        Assert.That(await rig.WordAsync("conversations.join", ("channel", open.Id)), Is.EqualTo("ok"));
        Assert.That(await rig.WordAsync("chat.postMessage", ("channel", open.Id), ("text", "x")), Is.EqualTo("ok"));
        rig.Slack.Archive(open);
        Assert.That(await rig.WordAsync("chat.postMessage", ("channel", open.Id), ("text", "x")), Is.EqualTo("is_archived"));
    }

    private async Task<string> WordAsync(string? token, string method)
    {
        using var response = await rig.SendAsync(method, token, ("channel", rig.Ops.Id), ("text", "x"));
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return (string?)answer["error"] ?? "ok";
    }
}
