namespace ChatOps.Servers.Teams.Api;

/// <summary>The connector does not do it.</summary>
internal sealed class ConnectorError(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public int? RetryAfter { get; init; }

    public static ConnectorError BadSyntax(string message) => new(400, "BadSyntax", message);

    public static ConnectorError NoConversation() => new(404, "ConversationNotFound", "The conversation was not found.");

    public static ConnectorError NoActivity() => new(404, "ActivityNotFoundInConversation", "The activity was not found in the conversation.");
}
