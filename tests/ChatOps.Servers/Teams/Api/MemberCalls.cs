using System.Text.Json.Nodes;
using ChatOps.Servers.Teams.State;

namespace ChatOps.Servers.Teams.Api;

/// <summary>Tells who is in a conversation, and what a team is.</summary>
internal sealed class MemberCalls(Tenancy tenancy)
{
    public (int Status, JsonNode? Body) Serve(string[] parts, IQueryCollection query) => parts switch
    {
        ["v3", "conversations", var id, "members"] => (200, new JsonArray([.. Members(id).Select(member => (JsonNode)Told(member))])),
        ["v3", "conversations", var id, "members", var member] => (200, One(id, member)),
        ["v3", "conversations", var id, "pagedmembers"] => (200, Page(id, query)),
        ["v3", "teams", var team] => (200, Team(team)),
        ["v3", "teams", var team, "conversations"] => (200, Channels(team)),
        _ => throw new ConnectorError(404, "NotFound", "There is no such call."),
    };

    private static JsonObject Told(TeamsUser user) => new()
    {
        ["id"] = user.Id,
        ["name"] = user.Name,
        ["aadObjectId"] = user.DirectoryId,
        ["objectId"] = user.DirectoryId,
        ["userPrincipalName"] = $"{user.Name.ToLowerInvariant().Replace(' ', '.')}@acme.example",
        ["userRole"] = "user",
    };

    private IEnumerable<TeamsUser> Members(string id) =>
        !tenancy.Places.TryGetValue(id.Split(";messageid=")[0], out var place) ? throw ConnectorError.NoConversation()
        : place.HasBot ? place.Members.Select(member => tenancy.Users[member])
        : throw new ConnectorError(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");

    private JsonObject One(string id, string member) =>
        Members(id).FirstOrDefault(user => user.Id == member || user.DirectoryId == member) is { } found ? Told(found) : throw new ConnectorError(404, "MemberNotFoundInConversation", "There is no such member.");

    private JsonObject Page(string id, IQueryCollection query)
    {
        var size = Math.Clamp(int.TryParse(query["pageSize"], out var wanted) ? wanted : 500, 50, 500);
        var from = int.TryParse(query["continuationToken"], out var token) ? token : 0;
        var all = Members(id).ToList();
        var page = new JsonObject { ["members"] = new JsonArray([.. all.Skip(from).Take(size).Select(member => (JsonNode)Told(member))]) };
        if (from + size < all.Count) page["continuationToken"] = (from + size).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return page;
    }

    private JsonObject Team(string team)
    {
        var channels = Of(team);
        return new JsonObject { ["id"] = team, ["name"] = "Acme", ["channelCount"] = channels.Count, ["memberCount"] = channels[0].Members.Count };
    }

    // General has no name, and its id is the team's.
    private JsonObject Channels(string team) => new()
    {
        ["conversations"] = new JsonArray([.. Of(team).Select(place => (JsonNode)new JsonObject { ["id"] = place.Place.Id, ["name"] = place.Place.Id == team ? null : place.Place.Name })]),
    };

    private List<StoredPlace> Of(string team) =>
        tenancy.Places.Values.Where(place => place.Place.TeamId == team).ToList() is { Count: > 0 } channels ? channels : throw new ConnectorError(404, "NotFound", "There is no such team.");
}
