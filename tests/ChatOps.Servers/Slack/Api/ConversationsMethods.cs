using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Limits;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

/// <summary>conversations.info, .list, .members, .join and .open.</summary>
internal static class ConversationsMethods
{
    private const int MostInDirect = 8;

    private static readonly Dictionary<string, SlackChannelKind> Types = new()
    {
        ["public_channel"] = SlackChannelKind.Public,
        ["private_channel"] = SlackChannelKind.Private,
        ["im"] = SlackChannelKind.Direct,
        ["mpim"] = SlackChannelKind.Group,
    };

    public static readonly IReadOnlyList<ApiMethod> All =
    [
        new("conversations.info", Tier.Three, null, Info) { Reads = true },
        new("conversations.list", Tier.Two, null, List) { Reads = true },
        new("conversations.members", Tier.Four, null, Members) { Reads = true },
        new("conversations.join", Tier.Three, "channels:join", Join),
        new("conversations.open", Tier.Three, null, Open),
    ];

    private static JsonObject Info(ApiCall call) => new() { ["channel"] = Readable(call).ToJson(call.App.BotUser.Id) };

    private static JsonObject List(ApiCall call)
    {
        var kinds = (call.Text("types") ?? "public_channel").Split(',', StringSplitOptions.TrimEntries)
            .Select(type => Types.TryGetValue(type, out var kind) ? kind : throw new ApiRefusal("invalid_types"))
            .ToHashSet();
        var bot = call.App.BotUser.Id;
        Conversation[] rows =
        [
            .. call.Workspace.Conversations.Values.Where(conversation => kinds.Contains(conversation.Handle.Kind)
                && (conversation.Handle.Kind == SlackChannelKind.Public || conversation.Has(bot))
                && !(conversation.IsArchived && call.Flag("exclude_archived"))),
        ];
        foreach (var kind in kinds)
        {
            call.Need(new Conversation(new SlackChannel("", "", kind), default).ScopeFamily + ":read");
        }

        var page = Paging.Take(call, rows, conversation => conversation.Id, 100, 999);
        return new JsonObject
        {
            ["channels"] = new JsonArray([.. page.Rows.Select(conversation => conversation.ToJson(bot))]),
            ["response_metadata"] = page.Metadata,
        };
    }

    private static JsonObject Members(ApiCall call)
    {
        var page = Paging.Take(call, Readable(call).Members, member => member, 100, 999);
        return new JsonObject
        {
            ["members"] = new JsonArray([.. page.Rows.Select(member => JsonValue.Create(member))]),
            ["response_metadata"] = page.Metadata,
        };
    }

    private static JsonObject Join(ApiCall call)
    {
        var conversation = call.Conversation(call.Required("channel"));
        if (conversation.Handle.Kind != SlackChannelKind.Public)
        {
            throw new ApiRefusal("method_not_supported_for_channel_type");
        }

        if (conversation.IsArchived)
        {
            throw new ApiRefusal("is_archived");
        }

        if (conversation.Has(call.App.BotUser.Id))
        {
            call.Warnings.Add("already_in_channel");
        }
        else
        {
            Membership.Join(call.Slack, conversation, call.App.BotUser.Id, inviter: null);
        }

        return new JsonObject { ["channel"] = conversation.ToJson(call.App.BotUser.Id) };
    }

    private static JsonObject Open(ApiCall call)
    {
        if (call.Text("channel") is { } id)
        {
            var known = call.Conversation(id);
            return Opened(call, known, known.IsOpen);
        }

        var users = call.Required("users").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (users.Length > MostInDirect)
        {
            throw new ApiRefusal("too_many_users");
        }

        call.Need(users.Length > 1 ? "mpim:write" : "im:write");
        if (users.Any(user => !call.Workspace.Users.TryGetValue(user, out var known) || known.IsDeleted))
        {
            throw new ApiRefusal("user_not_found");
        }

        var direct = call.Workspace.Direct([call.App.BotUser.Id, .. users]);
        var wasOpen = direct.IsOpen;
        direct.IsOpen = true;
        return Opened(call, direct, wasOpen);
    }

    private static JsonObject Opened(ApiCall call, Conversation direct, bool wasOpen)
    {
        var answer = new JsonObject { ["channel"] = call.Flag("return_im") ? direct.ToJson(call.App.BotUser.Id) : new JsonObject { ["id"] = direct.Id } };
        if (wasOpen)
        {
            answer["no_op"] = true;
            answer["already_open"] = true;
        }

        return answer;
    }

    private static Conversation Readable(ApiCall call)
    {
        var conversation = call.Conversation(call.Required("channel"));
        call.Need($"{conversation.ScopeFamily}:read");
        return conversation;
    }
}
