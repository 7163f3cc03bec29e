using System.Text.Json.Nodes;
using ChatOps.Teams.Connector;

namespace ChatOps.Teams.Conversations;

/// <summary>A channel, group chat or personal chat, and where it is served.</summary>
/// <param name="Id">Its id, without <c>;messageid=</c>.</param>
/// <param name="Service">Where the connector takes messages for it.</param>
/// <param name="Tenant">The tenant that it is of.</param>
/// <param name="Kind"><c>channel</c>, <c>groupChat</c> or <c>personal</c>.</param>
/// <param name="Bot">What the bot is called there; null: not heard yet.</param>
internal sealed record Conversation(string Id, Uri Service, string Tenant, string Kind, string? Bot)
{
    /// <summary>Whether messages stand in threads there.</summary>
    public bool HasThreads => Kind == "channel";

    /// <summary>Whether one person is alone with the bot there.</summary>
    public bool IsPersonal => Kind == "personal";

    /// <summary>As it is kept.</summary>
    public string Write() => new JsonObject { ["service"] = Service.AbsoluteUri, ["tenant"] = Tenant, ["kind"] = Kind, ["bot"] = Bot }.ToJsonString();

    /// <summary>Reads what was kept; null when it cannot be read.</summary>
    public static Conversation? Read(string id, string text) =>
        JsonReading.ObjectOf(System.Text.Encoding.UTF8.GetBytes(text)) is { } json && TeamsHosts.Read(json.Text("service")) is { } service
            ? new Conversation(id, service, json.Text("tenant") ?? "", json.Text("kind") ?? "", json.Text("bot"))
            : null;
}
