using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Acts;

/// <summary>The fields that all interactions share.</summary>
internal static class Payloads
{
    public static JsonObject Start(SlackSystem slack, SlackApp app, SlackUser user, string type) => new()
    {
        ["type"] = type,
        ["user"] = new JsonObject { ["id"] = user.Id, ["username"] = user.Name, ["name"] = user.Name, ["team_id"] = slack.Workspace.TeamId },
        ["api_app_id"] = app.Id,
        ["token"] = app.VerificationToken,
        ["team"] = new JsonObject { ["id"] = slack.Workspace.TeamId, ["domain"] = slack.Workspace.Domain },
        ["enterprise"] = null,
        ["is_enterprise_install"] = false,
    };

    /// <summary>What a user is told when the app took no click.</summary>
    public static SlackDelivery WithTrouble(SlackDelivery delivery) =>
        delivery.Failure is null ? delivery : delivery with { UserSees = "the app did not respond" };
}
