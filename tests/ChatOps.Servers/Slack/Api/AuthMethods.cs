using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Limits;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

internal static class AuthMethods
{
    public static readonly ApiMethod ApiTest = new("api.test", Tier.Special, null, call =>
        call.Text("error") is { } error
            ? throw new ApiRefusal(error, new JsonObject { ["args"] = call.Arguments.DeepClone() })
            : new JsonObject { ["args"] = call.Arguments.DeepClone() })
    {
        IsOpen = true,
    };

    public static readonly ApiMethod AuthTest = new("auth.test", Tier.Special, null, call => new JsonObject
    {
        ["url"] = $"https://{call.Workspace.Domain}.slack.com/",
        ["team"] = "Testers",
        ["user"] = call.App.BotUser.Name,
        ["team_id"] = call.Workspace.TeamId,
        ["user_id"] = call.App.BotUser.Id,
        ["bot_id"] = call.App.BotId,
        ["is_enterprise_install"] = false,
    })
    {
        Reads = true,
    };
}
