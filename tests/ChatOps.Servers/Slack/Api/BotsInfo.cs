using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Limits;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

internal static class BotsInfo
{
    public static readonly ApiMethod Method = new("bots.info", Tier.Three, "users:read", call =>
        call.Workspace.Apps.FirstOrDefault(app => app.BotId == call.Text("bot")) is not { } app
            ? throw new ApiRefusal("bot_not_found")
            : new JsonObject { ["bot"] = MessageComposing.Profile(app, call.Workspace.TeamId) })
    {
        Reads = true,
    };
}
