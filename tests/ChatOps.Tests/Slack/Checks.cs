using System.Text.Json.Nodes;
using ChatOps.Bot;
using ChatOps.Bot.Cli;

namespace ChatOps.Tests.Slack;

/// <summary>What <c>check</c> says about Slack.</summary>
internal sealed class Checks
{
    private const string Configuration = """
        { "Slack": { "Enabled": true, "BaseUrl": "@api", "BotToken": "xoxb-1", "SigningSecret": "s", "TeamId": "T1", "UserGroups": { "user": "SGONE" } },
          "People": { "ana": { "Slack": "UANA" } }, "Responders": { "user": { "Slack": "UANA" } }, "Routes": [ { "Slack": "CINC" } ], "Storage": { "ConnectionString": "Data Source=@folder/chatops.db" } }
        """;

    [Test]
    public async Task What_is_missing_in_the_workspace_is_named_by_its_key()
    {
        await using var slack = await WorkspaceStub.StartAsync();
        slack.Answers["conversations.info"] = new JsonObject { ["ok"] = true, ["channel"] = new JsonObject { ["name"] = "incidents", ["is_member"] = false } };
        slack.Answers["users.info"] = new JsonObject { ["ok"] = true, ["user"] = new JsonObject { ["deleted"] = true } };
        slack.Answers["usergroups.list"] = new JsonObject { ["ok"] = true, ["usergroups"] = new JsonArray() };

        var (code, lines) = await CheckAsync(new Uri(slack.Address, "api/"));

        Assert.That(code, Is.EqualTo(1));
        Assert.That(lines, Does.Contain("Routes:0:Slack holds CINC, and the bot is not in #incidents: type /invite @ChatOps there"));
        Assert.That(lines, Does.Contain("Responders:user:Slack holds UANA, who has left the workspace"));
        Assert.That(lines, Does.Contain("Slack:UserGroups:user holds SGONE, and there is no user group of this id"));
    }

    [Test]
    public async Task A_token_that_is_not_accepted_or_of_another_workspace_is_said()
    {
        await using var slack = await WorkspaceStub.StartAsync();
        slack.Answers["auth.test"] = new JsonObject { ["ok"] = false, ["error"] = "invalid_auth" };
        var refused = await CheckAsync(new Uri(slack.Address, "api/"));
        slack.Answers["auth.test"] = new JsonObject { ["ok"] = true, ["team_id"] = "T2" };
        var other = await CheckAsync(new Uri(slack.Address, "api/"));

        Assert.That(refused, Is.EqualTo((1, $"Slack:BotToken is not accepted by {new Uri(slack.Address, "api/")}: invalid_auth")));
        Assert.That(other.Lines, Does.Contain("Slack:TeamId is T1, and Slack:BotToken is of the workspace T2"));
    }

    [Test]
    public async Task A_Slack_that_does_not_answer_is_a_warning()
    {
        Uri address;
        await using (var slack = await WorkspaceStub.StartAsync()) address = new Uri(slack.Address, "api/");

        var (code, lines) = await CheckAsync(address);

        Assert.That(code, Is.Zero);
        Assert.That(lines, Does.Contain("warning: Slack at").And.Contain("does not answer"));
    }

    private static async Task<(int Code, string Lines)> CheckAsync(Uri api)
    {
        var folder = Directory.CreateTempSubdirectory("chatops-test-");
        try
        {
            var file = Path.Combine(folder.FullName, "appsettings.json");
            await File.WriteAllTextAsync(file, Configuration.Replace("@api", api.AbsoluteUri, StringComparison.Ordinal).Replace("@folder", folder.FullName, StringComparison.Ordinal));
            var output = new StringWriter();
            var code = await CheckCommand.RunAsync(new Launch { SettingsFile = file, ReadEnvironment = false }, output, CancellationToken.None);
            return (code, output.ToString().TrimEnd());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
