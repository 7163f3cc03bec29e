using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Slack;

/// <summary>The outbox row's key in a message's metadata: readable by everybody in the channel, so it says nothing.</summary>
internal static class SlackKey
{
    /// <summary>Slack lets other signs than letters, digits and underscores vanish together with the metadata.</summary>
    public const string EventType = "chatops_message";

    /// <summary>The metadata that carries this key.</summary>
    public static JsonObject Metadata(string key) => new() { ["event_type"] = EventType, ["event_payload"] = new JsonObject { ["key"] = key } };

    /// <summary>Whether this message carries the key.</summary>
    public static bool Carries(JsonElement message, string key) =>
        message.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty("event_type", out var type) && type.ValueEquals(EventType)
        && metadata.TryGetProperty("event_payload", out var payload) && payload.ValueKind == JsonValueKind.Object
        && payload.TryGetProperty("key", out var own) && own.ValueKind == JsonValueKind.String && own.ValueEquals(key);
}
