using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

/// <summary>One call with its arguments, whatever form they came in.</summary>
internal sealed class ApiCall(SlackSystem slack, SlackApp app, JsonObject arguments)
{
    public SlackSystem Slack { get; } = slack;

    public Workspace Workspace => Slack.Workspace;

    public SlackApp App { get; } = app;

    public JsonObject Arguments { get; } = arguments;

    /// <summary>Words for <c>warning</c> and <c>response_metadata.warnings</c>.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Null if it is absent, null or empty.</summary>
    public string? Text(string name) => Arguments[name] switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>() is { Length: > 0 } text ? text : null,
        JsonValue value => value.ToJsonString(),
        _ => null,
    };

    public string Required(string name) => Text(name) ?? throw Invalid($"missing required field: {name}", name);

    public bool Flag(string name, bool otherwise = false) => Text(name) switch { null => otherwise, "true" or "1" => true, _ => false };

    public int Number(string name, int otherwise, int most) =>
        Text(name) is not { } text ? otherwise
        : int.TryParse(text, out var number) && number > 0 ? Math.Min(number, most)
        : throw Invalid($"must be a positive integer [json-pointer:/{name}]", name);

    /// <summary>A structure: JSON itself, or JSON text inside a form. Null if it is absent.</summary>
    /// <exception cref="ApiRefusal">With <paramref name="error"/>, if the text is no JSON.</exception>
    public JsonNode? Json(string name, string error)
    {
        if (Arguments[name] is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
        {
            return Arguments[name]?.DeepClone();
        }

        try
        {
            return value.GetValue<string>() is { Length: > 0 } text ? JsonNode.Parse(text) : null;
        }
        catch (JsonException)
        {
            throw new ApiRefusal(error);
        }
    }

    public void Need(string scope)
    {
        if (!App.Scopes.Contains(scope))
        {
            throw new ApiRefusal("missing_scope", new JsonObject { ["needed"] = scope, ["provided"] = string.Join(',', App.Scopes.Order(StringComparer.Ordinal)) });
        }
    }

    /// <summary>The conversation of this id; a private one that the bot is not in does not exist for it.</summary>
    public Conversation Conversation(string id) =>
        Workspace.Conversations.TryGetValue(id, out var conversation) && (conversation.Handle.Kind == SlackChannelKind.Public || conversation.Has(App.BotUser.Id))
            ? conversation
            : throw new ApiRefusal("channel_not_found");

    public SlackUser User(string id) =>
        Workspace.Users.TryGetValue(id, out var user) ? user : throw new ApiRefusal("user_not_found");

    public static ApiRefusal Invalid(string message, string? field = null)
    {
        var messages = new JsonArray($"[ERROR] {message}" + (field is null || message.Contains("json-pointer", StringComparison.Ordinal) ? "" : $" [json-pointer:/{field}]"));
        return new ApiRefusal("invalid_arguments", new JsonObject { ["response_metadata"] = new JsonObject { ["messages"] = messages } });
    }
}
