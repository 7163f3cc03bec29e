using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOps.Servers.Teams.State;

/// <summary>What is in the tenant: people, teams, conversations, messages. Guarded by its gate.</summary>
internal sealed class Tenancy(TeamsServerOptions options)
{
    private long lastId;
    private int number;

    public Lock Gate { get; } = new();

    public Dictionary<string, TeamsUser> Users { get; } = [];

    public Dictionary<string, StoredPlace> Places { get; } = [];

    public List<TeamsCall> Calls { get; } = [];

    /// <summary>A number that nothing else has.</summary>
    public int Number() => ++number;

    /// <summary>A message's id: epoch milliseconds, never twice.</summary>
    public string NextId()
    {
        lastId = Math.Max(lastId + 1, options.Time.GetUtcNow().ToUnixTimeMilliseconds());
        return lastId.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The person of any of the ids that the connector takes; null: nobody.</summary>
    public TeamsUser? Find(string? id) => id is null ? null : Users.GetValueOrDefault(id) ?? Users.Values.FirstOrDefault(user => user.DirectoryId.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The personal chat with somebody, which is always the same.</summary>
    public StoredPlace Chat(TeamsUser user)
    {
        if (Places.Values.FirstOrDefault(place => place.Place.Kind == TeamsPlaceKind.Personal && place.Members.Contains(user.Id)) is { } known) return known;
        var made = new StoredPlace(new TeamsPlace($"a:1chat_{Number()}", user.Name, TeamsPlaceKind.Personal));
        made.Members.Add(user.Id);
        return Places[made.Place.Id] = made;
    }
}

/// <summary>A conversation and what was said in it.</summary>
internal sealed class StoredPlace(TeamsPlace place)
{
    public TeamsPlace Place { get; } = place;

    public HashSet<string> Members { get; } = [];

    /// <summary>Whether the bot is installed there.</summary>
    public bool HasBot { get; set; }

    /// <summary>Why nothing of the bot is taken there; null: it is.</summary>
    public string? Blocked { get; set; }

    public List<StoredMessage> Messages { get; } = [];
}

/// <summary>A message as it is kept.</summary>
internal sealed class StoredMessage(string id, string? root, TeamsUser? from)
{
    public string Id { get; } = id;

    public string? Root { get; } = root;

    public TeamsUser? From { get; } = from;

    public required JsonObject Activity { get; set; }

    public TeamsUser? OnlyFor { get; init; }

    public int Changes { get; set; }

    public bool IsDeleted { get; set; }

    public TeamsMessage Seen(TeamsPlace place) => new(
        Id, place, Root, From, (string?)Activity["text"] ?? "", (string?)Activity["summary"] ?? "",
        (Activity["attachments"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(one => (string?)one["contentType"] == "application/vnd.microsoft.card.adaptive")?["content"]?.DeepClone() as JsonObject,
        OnlyFor, Changes);
}
