using System.Text.Json.Nodes;

namespace ChatOps.Servers.Slack.State;

/// <summary>A file from the request for its upload address to its shares.</summary>
/// <param name="Id">F and more.</param>
/// <param name="Name">File name.</param>
/// <param name="Length">Announced length in bytes.</param>
/// <param name="App">Who uploads it.</param>
/// <param name="Secret">End of its upload address.</param>
internal sealed record StoredFile(string Id, string Name, int Length, SlackApp App, string Secret)
{
    public byte[]? Content { get; set; }

    public string Title { get; set; } = Name;

    public string? SnippetType { get; init; }

    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>Channel and message of each share.</summary>
    public List<(Conversation Channel, string Ts)> Shares { get; } = [];

    public JsonObject ToJson(DateTimeOffset now, TimeSpan shareDelay)
    {
        var shared = CompletedAt is { } completed && now - completed >= shareDelay ? Shares : [];
        JsonObject Of(SlackChannelKind kind) => new(shared
            .Where(share => share.Channel.Handle.Kind == SlackChannelKind.Public == (kind == SlackChannelKind.Public))
            .Select(share => KeyValuePair.Create<string, JsonNode?>(share.Channel.Id, new JsonArray(new JsonObject { ["ts"] = share.Ts }))));
        return new JsonObject
        {
            ["id"] = Id,
            ["name"] = Name,
            ["title"] = Title,
            ["mimetype"] = "text/plain",
            ["filetype"] = SnippetType ?? "text",
            ["size"] = Length,
            ["user"] = App.BotUser.Id,
            ["mode"] = SnippetType is null ? "hosted" : "snippet",
            ["is_public"] = Shares.Count > 0,
            ["channels"] = new JsonArray([.. Shares.Select(share => JsonValue.Create(share.Channel.Id))]),
            ["shares"] = new JsonObject { ["public"] = Of(SlackChannelKind.Public), ["private"] = Of(SlackChannelKind.Private) },
        };
    }
}
