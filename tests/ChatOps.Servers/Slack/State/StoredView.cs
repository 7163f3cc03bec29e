using System.Text.Json.Nodes;

namespace ChatOps.Servers.Slack.State;

/// <summary>A modal or Home view. Guarded by the workspace's lock.</summary>
internal sealed class StoredView(string id, SlackApp app, string user, JsonObject body)
{
    public string Id { get; } = id;

    public SlackApp App { get; } = app;

    public string User { get; } = user;

    /// <summary>As the app sent it, with block and action ids filled in.</summary>
    public JsonObject Body { get; set; } = body;

    public string Hash { get; set; } = "";

    public required string RootId { get; init; }

    public string? PreviousId { get; init; }

    /// <summary>What the user has put in: by block_id, then action_id, as in <c>state.values</c>.</summary>
    public JsonObject Values { get; set; } = [];

    /// <summary>Options that the app has offered for external selects, by value.</summary>
    public Dictionary<string, JsonObject> Suggested { get; } = [];

    public string? ExternalId => (string?)Body["external_id"] is { Length: > 0 } id ? id : null;

    public bool IsModal => (string?)Body["type"] == "modal";

    /// <summary>Keeps what the user has put in.</summary>
    public void Keep(SlackElement element, JsonObject chosen)
    {
        chosen = chosen.DeepClone().AsObject();
        chosen["type"] = element.Type;
        if (Values[element.Block] is not JsonObject actions)
        {
            actions = [];
            Values[element.Block] = actions;
        }

        actions[element.Action] = chosen;
    }

    public JsonObject ToJson(string team)
    {
        var json = Body.DeepClone().AsObject();
        json["id"] = Id;
        json["team_id"] = team;
        json["app_id"] = App.Id;
        json["app_installed_team_id"] = team;
        json["bot_id"] = App.BotId;
        json["hash"] = Hash;
        json["root_view_id"] = RootId;
        json["previous_view_id"] = PreviousId;
        json["state"] = new JsonObject { ["values"] = Values.DeepClone() };
        foreach (var (name, absent) in Absent)
        {
            json.TryAdd(name, absent is bool flag ? JsonValue.Create(flag) : absent is string text ? JsonValue.Create(text) : null);
        }

        return json;
    }

    private static readonly IReadOnlyList<(string Name, object? Value)> Absent =
    [
        ("callback_id", ""), ("private_metadata", ""), ("external_id", ""), ("clear_on_close", false), ("notify_on_close", false), ("submit", null), ("close", null),
        ("submit_disabled", false),
    ];
}
