namespace ChatOps.Servers.Slack;

/// <summary>A conversation, as tests name it.</summary>
/// <param name="Id">C, G or D and more.</param>
/// <param name="Name">Without "#"; a direct message has none.</param>
/// <param name="Kind">Who can see it.</param>
public sealed record SlackChannel(string Id, string Name, SlackChannelKind Kind);

public enum SlackChannelKind
{
    /// <summary>Seen and joined by everybody.</summary>
    Public,

    /// <summary>Seen by its members alone.</summary>
    Private,

    /// <summary>Of two.</summary>
    Direct,

    /// <summary>A direct message of several.</summary>
    Group,
}
