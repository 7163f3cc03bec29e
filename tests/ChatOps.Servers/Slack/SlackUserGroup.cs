namespace ChatOps.Servers.Slack;

/// <summary>A user group, mentioned as <c>&lt;!subteam^ID&gt;</c>.</summary>
/// <param name="Id">S and more.</param>
/// <param name="Handle">Without "@".</param>
/// <param name="Name">Name that people read.</param>
/// <param name="Users">Ids of its members.</param>
public sealed record SlackUserGroup(string Id, string Handle, string Name, IReadOnlyList<string> Users);
