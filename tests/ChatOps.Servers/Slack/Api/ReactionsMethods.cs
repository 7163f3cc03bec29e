using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOps.Servers.Slack.Limits;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

/// <summary>reactions.add and .remove.</summary>
internal static partial class ReactionsMethods
{
    public static readonly IReadOnlyList<ApiMethod> All =
    [
        new("reactions.add", Tier.Three, "reactions:write", call => Change(call, isAdded: true)),
        new("reactions.remove", Tier.Two, "reactions:write", call => Change(call, isAdded: false)),
    ];

    private static JsonObject Change(ApiCall call, bool isAdded)
    {
        var name = call.Required("name");
        if (!EmojiName().IsMatch(name))
        {
            throw new ApiRefusal("invalid_name");
        }

        var conversation = call.Conversation(call.Required("channel"));
        if (!conversation.Has(call.App.BotUser.Id))
        {
            throw new ApiRefusal("not_in_channel");
        }

        if (conversation.IsArchived)
        {
            throw new ApiRefusal("is_archived");
        }

        var message = conversation.Find(call.Required("timestamp")) ?? throw new ApiRefusal("message_not_found");
        if (!Set(message.Body, name, call.App.BotUser.Id, isAdded))
        {
            throw new ApiRefusal(isAdded ? "already_reacted" : "no_reaction");
        }

        call.Slack.Events.Reacted(conversation, message, name, call.App.BotUser.Id, isAdded);
        return [];
    }

    /// <returns>Whether anything changed.</returns>
    private static bool Set(JsonObject body, string name, string user, bool isAdded)
    {
        var reactions = body["reactions"] as JsonArray ?? [];
        var reaction = reactions.OfType<JsonObject>().FirstOrDefault(reaction => (string?)reaction["name"] == name);
        string[] before = [.. reaction?["users"]?.AsArray().Select(id => (string)id!) ?? []];
        if (before.Contains(user) == isAdded)
        {
            return false;
        }

        string[] users = isAdded ? [.. before, user] : [.. before.Where(id => id != user)];
        var others = reactions.OfType<JsonObject>().Where(other => other != reaction).Select(other => other.DeepClone());
        var changed = new JsonObject { ["name"] = name, ["users"] = new JsonArray([.. users.Select(id => JsonValue.Create(id))]), ["count"] = users.Length };
        body["reactions"] = new JsonArray([.. others, .. users.Length > 0 ? (JsonNode[])[changed] : []]);
        return true;
    }

    [GeneratedRegex("^[a-z0-9_+'-]+(::skin-tone-[2-6])?$")]
    private static partial Regex EmojiName();
}
