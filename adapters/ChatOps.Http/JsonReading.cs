using System.Text.Json;

namespace ChatOps.Http;

/// <summary>Reads what platforms send, where fields come and go: what is missing or of another kind is null, never an error.</summary>
public static class JsonReading
{
    /// <summary>The body as an object; null when it is none.</summary>
    public static JsonElement? ObjectOf(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member that is an object.</summary>
    public static JsonElement? Inner(this JsonElement element, string name) => element.Member(name) is { ValueKind: JsonValueKind.Object } found ? found : null;

    /// <summary>The items of a member that is an array; none when it is not.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray() : [];

    /// <summary>A member that is a text and not empty.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } found && TextOf(found) is { Length: > 0 } text ? text : null;

    /// <summary>Whether a member is true; in forms it is written as a text.</summary>
    public static bool IsTrue(this JsonElement element, string name) =>
        element.Member(name) is { } found && (found.ValueKind == JsonValueKind.True || (found.ValueKind == JsonValueKind.String && TextOf(found) == "true"));

    /// <summary>A member that is a number.</summary>
    public static int? Number(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } found && found.TryGetInt32(out var number) ? number : null;

    private static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : null;

    private static string? TextOf(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which no person typed.
            return null;
        }
    }
}
