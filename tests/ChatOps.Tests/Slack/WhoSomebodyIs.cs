using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace ChatOps.Tests.Slack;

/// <summary>Slack users are people by configuration, by e-mail address, by link; roles come from user groups too.</summary>
internal sealed class WhoSomebodyIs
{
    [Test]
    public async Task Somebody_is_found_by_the_address_that_Slack_knows_and_asked_for_once()
    {
        await using var bot = await SlackBot.StartAsync(""", "LookUpPeople": true, "TeamId": "T1" """, prepare: slack => slack.Answers["users.info"] = User("lea@ACME.example"));
        await bot.CommandAsync("declare db it is slow");

        var first = await bot.CommandAsync("resolve INC-1", user: "ULEA");
        await bot.CommandAsync("status", user: "ULEA");

        Assert.That(first.Body, Does.Not.Contain("Only"));
        Assert.That(await bot.Bot.Http.GetStringAsync("/api/incidents/INC-1"), Does.Contain("\"state\":\"resolved\"").And.Contain("\"lea\""));
        Assert.That(bot.Slack.Calls("users.info").Count(), Is.EqualTo(1));
    }

    [TestCase("""{ "team_id": "T2", "profile": { "email": "lea@acme.example" } }""", TestName = "A guest of another workspace")]
    [TestCase("""{ "team_id": "T1", "deleted": true, "profile": { "email": "lea@acme.example" } }""", TestName = "Somebody who has left")]
    [TestCase("""{ "team_id": "T1", "is_bot": true, "profile": { "email": "lea@acme.example" } }""", TestName = "A bot")]
    [TestCase("""{ "team_id": "T1", "profile": { "email": "who@acme.example" } }""", TestName = "An address that nobody has")]
    [TestCase("""{ "team_id": "T1", "profile": { } }""", TestName = "No address")]
    public async Task An_address_that_our_workspace_does_not_vouch_for_makes_nobody_of_anybody(string user)
    {
        await using var bot = await SlackBot.StartAsync(
            """, "LookUpPeople": true, "TeamId": "T1" """,
            prepare: slack => slack.Answers["users.info"] = new JsonObject { ["ok"] = true, ["user"] = JsonNode.Parse(user) });
        await bot.CommandAsync("declare db it is slow");

        Assert.That((await bot.CommandAsync("resolve INC-1", user: "ULEA")).Body, Does.Contain("Only"));
    }

    [Test]
    public async Task Members_of_a_user_group_have_its_role_until_they_leave_it()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero));
        await using var bot = await SlackBot.StartAsync(
            """, "TeamId": "T1", "UserGroups": { "devops-coordinator": "SDEV" } """,
            time: time,
            prepare: slack => slack.Answers["usergroups.users.list"] = new JsonObject { ["ok"] = true, ["users"] = new JsonArray("UMAX") });

        Assert.That((await bot.CommandAsync("recovery off db", user: "UMAX")).Body, Does.Contain("is off"));
        Assert.That((await bot.CommandAsync("recovery off db", user: "UTOM")).Body, Does.Contain("Only"));
        Assert.That(bot.Slack.Calls("usergroups.users.list").Count(), Is.EqualTo(1));

        bot.Slack.Answers["usergroups.users.list"] = new JsonObject { ["ok"] = true, ["users"] = new JsonArray() };
        time.Advance(TimeSpan.FromMinutes(6));
        // The first one after a while is served by what was known and asks beside it.
        await Assert.ThatAsync(() => LaterAsync(bot, time), Does.Contain("Only").After(10_000, 50));
    }

    [Test]
    public async Task An_identity_is_linked_by_a_code_that_somebody_known_confirms()
    {
        await using var bot = await SlackBot.StartAsync();
        var asked = await bot.CommandAsync("link", user: "UNEW");
        var code = asked.Body[(asked.Body.IndexOf("link ", StringComparison.Ordinal) + 5)..][..8];

        Assert.That((await bot.CommandAsync($"link {code}", user: "UOTHER")).Body, Does.Contain("somebody who is known already"));
        Assert.That((await bot.CommandAsync($"link {code}")).Body, Does.Contain("UNEW on slack is ana from now on"));
        Assert.That((await bot.CommandAsync("recovery off db", user: "UNEW")).Body, Does.Contain("is off"));
    }

    [Test]
    public async Task A_mention_in_a_command_means_the_person()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.CommandAsync("declare db it is slow");
        await bot.CommandAsync("assign INC-1 <@UKIM|kim.b>");

        Assert.That(await bot.Bot.Http.GetStringAsync("/api/incidents/INC-1"), Does.Contain("\"owner\":\"kim\""));
    }

    /// <summary>A second later it is another request; in the same one it would be a repeat.</summary>
    private static async Task<string> LaterAsync(SlackBot bot, FakeTimeProvider time)
    {
        time.Advance(TimeSpan.FromSeconds(1));
        return (await bot.CommandAsync("recovery off db", user: "UMAX")).Body;
    }

    private static JsonObject User(string email) => new() { ["ok"] = true, ["user"] = new JsonObject { ["id"] = "ULEA", ["team_id"] = "T1", ["profile"] = new JsonObject { ["email"] = email } } };
}
