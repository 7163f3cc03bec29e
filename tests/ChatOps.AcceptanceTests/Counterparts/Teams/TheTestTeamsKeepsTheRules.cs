using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Servers.Teams;

namespace ChatOps.AcceptanceTests.Counterparts.Teams;

/// <summary>The test Teams behaves as the connector is documented and was measured to behave: what the bot's stories rest on.</summary>
internal sealed class TheTestTeamsKeepsTheRules
{
    private TeamsServer teams = null!;
    private HttpClient http = null!;
    private TeamsPlace channel = null!;
    private TeamsUser ana = null!;

    [SetUp]
    public async Task StartAsync()
    {
        teams = await TeamsServer.StartAsync();
        ana = teams.AddUser("Ana Lopez");
        channel = teams.AddChannel("general");
        await teams.InstallAsync(ana, channel);
        http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(teams.AppPassword));
    }

    [TearDown]
    public async Task EndAsync()
    {
        http.Dispose();
        await teams.DisposeAsync();
    }

    [Test]
    public async Task A_call_needs_a_token_that_was_given_for_the_right_secret()
    {
        Assert.That(async () => await TokenAsync("wrong"), Throws.InstanceOf<AssertionException>());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "made-up");

        Assert.That((await PostAsync($"{Escaped(channel.Id)}/activities", Words("hello"))).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task A_thread_needs_an_activity_and_a_group_chat_cannot_be_made()
    {
        var thread = new JsonObject { ["isGroup"] = true, ["tenantId"] = teams.TenantId, ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = channel.Id } } };
        var without = await PostAsync("", thread);
        thread["activity"] = Words("hello");
        var made = await PostAsync("", thread);
        var group = await PostAsync("", new JsonObject { ["isGroup"] = true, ["members"] = new JsonArray(new JsonObject { ["id"] = ana.Id }), ["tenantId"] = teams.TenantId });

        Assert.That((without.Status, (string?)without.Body!["error"]!["code"]), Is.EqualTo((400, "BadSyntax")));
        Assert.That((made.Status, (string?)made.Body!["id"]), Is.EqualTo((201, $"{channel.Id};messageid={made.Body["activityId"]}")));
        Assert.That((group.Status, (string?)group.Body!["error"]!["message"]), Is.EqualTo((400, "Incorrect conversation creation parameters")));
    }

    [Test]
    public async Task A_personal_chat_is_always_the_same_and_needs_one_member_and_the_tenant()
    {
        JsonObject Of(string id, string? tenant) => new() { ["isGroup"] = false, ["members"] = new JsonArray(new JsonObject { ["id"] = id }), ["tenantId"] = tenant };
        var first = await PostAsync("", Of(ana.Id, teams.TenantId));
        var second = await PostAsync("", Of(ana.DirectoryId, teams.TenantId));

        Assert.That((first.Status, (string?)first.Body!["id"]), Is.EqualTo((201, (string?)second.Body!["id"])));
        Assert.That((await PostAsync("", Of(ana.Id, null))).Status, Is.EqualTo(400));
        Assert.That((await PostAsync("", Of("29:nobody", teams.TenantId))).Status, Is.EqualTo(403));
    }

    [Test]
    public async Task Own_messages_alone_are_changed_and_words_beside_a_card_have_no_id()
    {
        var posted = await PostAsync($"{Escaped(channel.Id)}/activities", Words("hello"));
        var id = (string)posted.Body!["id"]!;
        var split = Words("hello");
        split["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = new JsonObject() });

        Assert.That((await SendAsync(HttpMethod.Put, $"{Escaped(channel.Id)}/activities/{id}", Words("changed"))).Status, Is.EqualTo(200));
        Assert.That((await SendAsync(HttpMethod.Put, $"{Escaped(channel.Id)}/activities/1", Words("changed"))).Status, Is.EqualTo(404));
        Assert.That((await PostAsync($"{Escaped(channel.Id)}/activities", split)).Body, Is.Null);
        Assert.That((await SendAsync(HttpMethod.Delete, $"{Escaped(channel.Id)}/activities/{id}", null)).Status, Is.EqualTo(200));
        Assert.That((await SendAsync(HttpMethod.Put, $"{Escaped(channel.Id)}/activities/{id}", Words("changed"))).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Size_rate_escaping_and_roster_are_kept()
    {
        var other = teams.AddChannel("other");
        Assert.That((await PostAsync($"{Escaped(other.Id)}/activities", Words("hello"))).Status, Is.EqualTo(403), "not installed there");
        Assert.That((await PostAsync($"{Escaped(channel.Id)}/activities", Words(new string('x', 60_000)))).Status, Is.EqualTo(413));
        Assert.That((await PostAsync($"{channel.Id}/activities", Words("hello"))).Status, Is.EqualTo(400), "an id that is not escaped");
        var statuses = new List<int>();
        for (var i = 0; i < 12; i++) statuses.Add((await PostAsync($"{Escaped(channel.Id)}/activities", Words("hello"))).Status);

        Assert.That(statuses, Has.Some.EqualTo(429));
        Assert.That(statuses.TakeWhile(status => status == 201).Count(), Is.LessThanOrEqualTo(8));
    }

    private static JsonObject Words(string text) => new() { ["type"] = "message", ["text"] = text };

    private static string Escaped(string id) => Uri.EscapeDataString(id);

    private Task<(int Status, JsonObject? Body)> PostAsync(string path, JsonObject body) => SendAsync(HttpMethod.Post, path, body);

    private async Task<(int Status, JsonObject? Body)> SendAsync(HttpMethod method, string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(method, $"{teams.ServiceUrl}v3/conversations{(path.Length == 0 ? "" : "/")}{path}");
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject);
    }

    private async Task<string> TokenAsync(string secret)
    {
        using var client = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = teams.AppId,
            ["client_secret"] = secret,
            ["scope"] = "https://api.botframework.com/.default",
        });
        using var answer = await client.PostAsync(teams.TokenEndpoint, form);
        if (answer.StatusCode != HttpStatusCode.OK) throw new AssertionException(await answer.Content.ReadAsStringAsync());
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]!;
    }
}
