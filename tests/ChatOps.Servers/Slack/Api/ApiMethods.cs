namespace ChatOps.Servers.Slack.Api;

/// <summary>All methods that this Slack knows.</summary>
internal static class ApiMethods
{
    private static readonly IReadOnlyDictionary<string, ApiMethod> All = ((ApiMethod[])
    [
        AuthMethods.ApiTest,
        AuthMethods.AuthTest,
        AppsConnectionsOpen.Method,
        BotsInfo.Method,
        ChatPostMessage.Method,
        ChatUpdate.Method,
        ChatDelete.Method,
        ChatPostEphemeral.Method,
        ChatGetPermalink.Method,
        .. ConversationsMethods.All,
        ConversationsHistory.Method,
        ConversationsReplies.Method,
        .. FilesMethods.All,
        .. ReactionsMethods.All,
        .. UserGroupsMethods.All,
        .. UsersMethods.All,
        .. ViewsMethods.All,
    ]).ToDictionary(method => method.Name);

    public static ApiMethod? Find(string name) => All.GetValueOrDefault(name);
}
