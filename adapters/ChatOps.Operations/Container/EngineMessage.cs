using System.Text.Json;
using Docker.DotNet;

namespace ChatOps.Operations.Container;

/// <summary>What the engine says of a request that it refused.</summary>
internal static class EngineMessage
{
    private const int Longest = 300;

    /// <summary>Its sentence.</summary>
    public static string Of(DockerApiException refusal) => OutsideText.Line(Text(refusal), Longest);

    /// <summary>Whether an image that it needs is not there and cannot be had.</summary>
    public static bool IsMissingImage(DockerApiException refusal) =>
        refusal is DockerImageNotFoundException || (Text(refusal) is var text && (text.Contains("No such image", StringComparison.OrdinalIgnoreCase) || text.Contains("image not known", StringComparison.OrdinalIgnoreCase)));

    private static string Text(DockerApiException refusal)
    {
        var body = refusal.ResponseBody ?? "";
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.TryGetProperty("message", out var message) && message.GetString() is { Length: > 0 } text ? text : body;
        }
        catch (JsonException)
        {
            return body.Length > 0 ? body : $"the engine answered {(int)refusal.StatusCode}";
        }
    }
}
