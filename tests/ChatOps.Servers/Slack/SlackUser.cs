namespace ChatOps.Servers.Slack;

/// <summary>A member of the workspace.</summary>
/// <param name="Id">U and more.</param>
/// <param name="Name">Short name, as in the deprecated <c>user_name</c>.</param>
/// <param name="RealName">Name that people read.</param>
/// <param name="Email">Address by which users.lookupByEmail finds it; none for bots.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="IsBot">The bot user of an app.</param>
/// <param name="IsDeleted">Deactivated.</param>
public sealed record SlackUser(string Id, string Name, string RealName, string? Email, string TimeZone = "Europe/Berlin", bool IsBot = false, bool IsDeleted = false);
