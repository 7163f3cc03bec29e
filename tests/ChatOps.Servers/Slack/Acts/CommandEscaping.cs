using System.Text.RegularExpressions;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Acts;

/// <summary><c>should_escape</c>: names of people, groups and channels become ids, addresses become links. Slack also escapes its three signs.</summary>
internal static partial class CommandEscaping
{
    public static string Of(Workspace workspace, string text) => Pieces().Replace(text, match => match.Value switch
    {
        "&" => "&amp;",
        "<" => "&lt;",
        ">" => "&gt;",
        ['@', .. var name] => Mention(workspace, name) ?? match.Value,
        ['#', .. var name] => Link(workspace, name) ?? match.Value,
        ['h', 't', 't', 'p', ..] => $"<{match.Value}>",
        _ => match.Value,
    });

    private static string? Mention(Workspace workspace, string name) =>
        workspace.Users.Values.FirstOrDefault(user => user.Name == name) is { } user ? $"<@{user.Id}|{user.Name}>"
        : workspace.UserGroups.Values.FirstOrDefault(group => group.Handle == name) is { } group ? $"<!subteam^{group.Id}|@{group.Handle}>"
        : null;

    private static string? Link(Workspace workspace, string name) =>
        workspace.Conversations.Values.FirstOrDefault(conversation => conversation.Handle.Name == name && name.Length > 0) is not { } conversation ? null
        : conversation.Handle.Kind == SlackChannelKind.Public ? $"<#{conversation.Id}|{name}>"
        : $"<#{conversation.Id}|>";

    [GeneratedRegex(@"<(?:@[UW][A-Z0-9]+|\#[CG][A-Z0-9]+|![a-z][^<>]*)(?:\|[^<>]*)?>|https?://[^\s<>]+|(?<!\S)[@#][\w.-]+|[&<>]")]
    private static partial Regex Pieces();
}
