using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Limits;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

internal static class AppsConnectionsOpen
{
    public static readonly ApiMethod Method = new("apps.connections.open", Tier.Three, null, call =>
        call.App.SocketMode
            ? new JsonObject { ["url"] = call.Slack.Sockets.Invite(call.App).AbsoluteUri }
            : throw new ApiRefusal("forbidden_team"))
    {
        TakesAppToken = true,
    };
}
