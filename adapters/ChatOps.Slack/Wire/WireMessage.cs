using System.Text.Json;

namespace ChatOps.Slack.Wire;

/// <summary>Reads the parts of Slack's answers that tell of messages; what is absent or of another kind is null.</summary>
internal static class WireMessage
{
    /// <summary>Where a posted or changed message stands.</summary>
    public static string? Reference(JsonElement answer) => Text(answer, "channel") is { Length: > 0 } channel && Text(answer, "ts") is { Length: > 0 } ts ? new SlackReference(channel, ts).ToString() : null;

    /// <summary>The messages of a page of a channel or thread.</summary>
    public static IEnumerable<JsonElement> All(JsonElement answer) =>
        answer.TryGetProperty("messages", out var messages) && messages.ValueKind == JsonValueKind.Array ? messages.EnumerateArray().Where(message => message.ValueKind == JsonValueKind.Object) : [];

    /// <summary>Where the next page starts; null: there is none.</summary>
    public static string? Cursor(JsonElement answer) =>
        answer.TryGetProperty("response_metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object && Text(metadata, "next_cursor") is { Length: > 0 } cursor ? cursor : null;

    /// <summary>What Slack says beside its word: which block is wrong, which scope is needed.</summary>
    public static IEnumerable<string> Explanations(JsonElement answer)
    {
        if (Text(answer, "needed") is { } needed) yield return $"needed: {needed}";
        if (!answer.TryGetProperty("response_metadata", out var metadata) || metadata.ValueKind != JsonValueKind.Object || !metadata.TryGetProperty("messages", out var messages) || messages.ValueKind != JsonValueKind.Array) yield break;
        foreach (var message in messages.EnumerateArray().Where(message => message.ValueKind == JsonValueKind.String).Take(3)) yield return message.GetString()!;
    }

    /// <summary>A property that is a text.</summary>
    public static string? Text(JsonElement value, string name) => value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
