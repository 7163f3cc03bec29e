using System.Text.Json.Nodes;
using ChatOps.Servers.Teams.State;

namespace ChatOps.Servers.Teams.Api;

/// <summary>Makes conversations, posts into them, changes and deletes what the bot posted.</summary>
internal sealed class ConversationCalls(Tenancy tenancy, TeamsServerOptions options)
{
    public (int Status, JsonObject? Body) Serve(string method, string[] parts, JsonObject? body, bool targeted) => (method, parts) switch
    {
        ("POST", ["v3", "conversations"]) => Create(body!),
        ("POST", ["v3", "conversations", var id, "activities"]) => Post(id, body!, targeted),
        ("POST", ["v3", "conversations", var id, "activities", _]) => Post(id, body!, targeted),
        ("PUT", ["v3", "conversations", var id, "activities", var activity]) => Change(id, activity, body!),
        ("DELETE", ["v3", "conversations", var id, "activities", var activity]) => Delete(id, activity),
        _ => throw new ConnectorError(404, "NotFound", "There is no such call."),
    };

    private (int, JsonObject?) Create(JsonObject body)
    {
        var tenant = (string?)body["tenantId"] ?? (string?)body["channelData"]?["tenant"]?["id"];
        if ((bool?)body["isGroup"] == true)
        {
            if ((string?)body["channelData"]?["channel"]?["id"] is not { } channel) throw ConnectorError.BadSyntax("Incorrect conversation creation parameters");
            var place = Find(channel);
            if (place.Place.Kind != TeamsPlaceKind.Channel || body["activity"] is not JsonObject activity) throw ConnectorError.BadSyntax("Incorrect conversation creation parameters");
            var message = Add(place, activity, null, null);
            return (201, new JsonObject { ["id"] = $"{channel};messageid={message.Id}", ["activityId"] = message.Id });
        }

        if (tenant != options.TenantId || body["members"] is not JsonArray { Count: 1 } members) throw ConnectorError.BadSyntax("Incorrect conversation creation parameters");
        if (tenancy.Find((string?)members[0]!["id"]) is not { } user) throw new ConnectorError(403, "ForbiddenOperationException", "The bot is not installed for this user.");
        var chat = tenancy.Chat(user);
        chat.HasBot = true;
        if (body["activity"] is JsonObject first) Add(chat, first, null, null);
        return (201, new JsonObject { ["id"] = chat.Place.Id });
    }

    private (int, JsonObject?) Post(string id, JsonObject activity, bool targeted)
    {
        var parts = id.Split(";messageid=");
        var place = Find(parts[0]);
        var root = parts.Length > 1 ? parts[1] : null;
        if (root is not null && (place.Place.Kind != TeamsPlaceKind.Channel || !place.Messages.Exists(message => message.Id == root && !message.IsDeleted))) throw ConnectorError.NoConversation();
        if ((string?)activity["type"] is not { } type) throw ConnectorError.BadSyntax("The activity has no type.");
        if (type == "typing") return (202, null);
        TeamsUser? onlyFor = null;
        if (targeted)
        {
            if (!options.TargetedMessages || place.Place.Kind == TeamsPlaceKind.Personal) throw new ConnectorError(400, "BadArgument", "Targeted messages are not supported here.");
            onlyFor = tenancy.Find((string?)activity["recipient"]?["id"]) ?? throw new ConnectorError(400, "BadArgument", "A targeted message needs a recipient.");
        }

        var message = Add(place, activity, root, onlyFor);
        // Words beside a card become two messages, of which no id is told.
        var split = ((string?)activity["text"])?.Length > 0 && activity["attachments"] is JsonArray { Count: > 0 };
        return split ? (202, null) : (201, new JsonObject { ["id"] = message.Id });
    }

    private (int, JsonObject?) Change(string id, string activity, JsonObject body)
    {
        var message = Own(id, activity);
        message.Activity = (JsonObject)body.DeepClone();
        message.Changes++;
        return (200, new JsonObject { ["id"] = message.Id });
    }

    private (int, JsonObject?) Delete(string id, string activity)
    {
        Own(id, activity).IsDeleted = true;
        return (200, null);
    }

    private StoredMessage Own(string id, string activity) =>
        Find(id.Split(";messageid=")[0]).Messages.Find(message => message.Id == activity && message.From is null && !message.IsDeleted) ?? throw ConnectorError.NoActivity();

    private StoredPlace Find(string id)
    {
        if (!tenancy.Places.TryGetValue(id, out var place)) throw ConnectorError.NoConversation();
        if (place.Blocked is { } code) throw new ConnectorError(403, code, "It is blocked.");
        return place.HasBot ? place : throw new ConnectorError(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
    }

    private StoredMessage Add(StoredPlace place, JsonObject activity, string? root, TeamsUser? onlyFor)
    {
        var message = new StoredMessage(tenancy.NextId(), root, null) { Activity = (JsonObject)activity.DeepClone(), OnlyFor = onlyFor };
        place.Messages.Add(message);
        return message;
    }
}
