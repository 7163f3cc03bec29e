using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Limits;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

/// <summary>usergroups.list and usergroups.users.list.</summary>
internal static class UserGroupsMethods
{
    public static readonly IReadOnlyList<ApiMethod> All =
    [
        new("usergroups.list", Tier.Two, "usergroups:read", List) { Reads = true },
        new("usergroups.users.list", Tier.Two, "usergroups:read", Users) { Reads = true },
    ];

    private static JsonObject List(ApiCall call) => new()
    {
        ["usergroups"] = new JsonArray([.. call.Workspace.UserGroups.Values.Select(group => ToJson(call, group))]),
    };

    private static JsonObject Users(ApiCall call) =>
        call.Workspace.UserGroups.TryGetValue(call.Required("usergroup"), out var group)
            ? new JsonObject { ["users"] = Ids(group) }
            : throw new ApiRefusal("no_such_subteam");

    private static JsonObject ToJson(ApiCall call, SlackUserGroup group)
    {
        var json = new JsonObject
        {
            ["id"] = group.Id,
            ["team_id"] = call.Workspace.TeamId,
            ["is_usergroup"] = true,
            ["name"] = group.Name,
            ["description"] = "",
            ["handle"] = group.Handle,
            ["is_external"] = false,
            ["date_delete"] = 0,
            ["auto_type"] = null,
            ["user_count"] = group.Users.Count,
        };
        if (call.Flag("include_users"))
        {
            json["users"] = Ids(group);
        }

        return json;
    }

    private static JsonArray Ids(SlackUserGroup group) => [.. group.Users.Select(user => JsonValue.Create(user))];
}
