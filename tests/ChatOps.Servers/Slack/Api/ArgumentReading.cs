using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

/// <summary>Arguments from a query, a form, multipart, or JSON.</summary>
internal static class ArgumentReading
{
    public static async Task<JsonObject> ReadAsync(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method))
        {
            return Of(request.Query);
        }

        if (request.HasFormContentType)
        {
            return Of(await request.ReadFormAsync());
        }

        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync();
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
        {
            return text.Length == 0 ? [] : throw new ApiRefusal(request.ContentType is null ? "missing_post_type" : "invalid_post_type");
        }

        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw new ApiRefusal("json_not_object");
        }
        catch (JsonException)
        {
            throw new ApiRefusal("invalid_json");
        }
    }

    private static JsonObject Of(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> fields)
    {
        var arguments = new JsonObject();
        foreach (var (name, values) in fields)
        {
            arguments[name] = values.ToString();
        }

        return arguments;
    }
}
