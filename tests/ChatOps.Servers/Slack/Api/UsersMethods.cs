using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Limits;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

/// <summary>users.info, .list and .lookupByEmail.</summary>
internal static class UsersMethods
{
    public static readonly IReadOnlyList<ApiMethod> All =
    [
        new("users.info", Tier.Four, "users:read", call => new JsonObject { ["user"] = ToJson(call, call.User(call.Required("user"))) }) { Reads = true },
        new("users.list", Tier.Two, "users:read", List) { Reads = true },
        new("users.lookupByEmail", Tier.Three, "users:read.email", LookUp) { Reads = true },
    ];

    private static JsonObject List(ApiCall call)
    {
        var page = Paging.Take(call, [.. call.Workspace.Users.Values], user => user.Id, 1_000, 1_000);
        return new JsonObject
        {
            ["members"] = new JsonArray([.. page.Rows.Select(user => ToJson(call, user))]),
            ["cache_ts"] = call.Slack.Time.GetUtcNow().ToUnixTimeSeconds(),
            ["response_metadata"] = page.Metadata,
        };
    }

    private static JsonObject LookUp(ApiCall call)
    {
        var email = call.Required("email");
        var user = call.Workspace.Users.Values.FirstOrDefault(user => !user.IsDeleted && string.Equals(user.Email, email, StringComparison.OrdinalIgnoreCase));
        return new JsonObject { ["user"] = ToJson(call, user ?? throw new ApiRefusal("users_not_found")) };
    }

    private static JsonObject ToJson(ApiCall call, SlackUser user)
    {
        var profile = new JsonObject { ["real_name"] = user.RealName, ["display_name"] = user.Name, ["team"] = call.Workspace.TeamId };
        if (call.Workspace.AppOfBot(user.Id) is { } app)
        {
            profile["api_app_id"] = app.Id;
            profile["bot_id"] = app.BotId;
        }
        else if (call.App.Scopes.Contains("users:read.email"))
        {
            profile["email"] = user.Email;
        }

        var offset = TimeZoneInfo.FindSystemTimeZoneById(user.TimeZone).GetUtcOffset(call.Slack.Time.GetUtcNow());
        return new JsonObject
        {
            ["id"] = user.Id,
            ["team_id"] = call.Workspace.TeamId,
            ["name"] = user.Name,
            ["deleted"] = user.IsDeleted,
            ["real_name"] = user.RealName,
            ["tz"] = user.TimeZone,
            ["tz_offset"] = (int)offset.TotalSeconds,
            ["profile"] = profile,
            ["is_admin"] = false,
            ["is_owner"] = false,
            ["is_restricted"] = false,
            ["is_ultra_restricted"] = false,
            ["is_bot"] = user.IsBot,
            ["is_app_user"] = false,
            ["updated"] = 0,
        };
    }
}
