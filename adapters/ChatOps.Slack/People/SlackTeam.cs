namespace ChatOps.Slack.People;

/// <summary>The workspace that is served and who we are in it, for what comes in.</summary>
internal sealed class SlackTeam(SlackWorkspace workspace, SlackOptions options)
{
    /// <summary>Its id; null while it is not known.</summary>
    public string? Id => options.TeamId ?? workspace.Identity?.TeamId;

    /// <summary>Who we are there; null while it is not known.</summary>
    public SlackIdentity? Self => workspace.Identity;

    /// <summary>Whether something that names this workspace is for us: one of another team is not, once ours is known.</summary>
    public bool Serves(string? team) => team is null || workspace.Serves(team) != false;

    /// <summary>Where a message can be opened; null while the workspace's address is not known.</summary>
    public string? LinkTo(string channel, string ts) =>
        workspace.Identity?.Url is { } url ? new Uri(url, $"archives/{channel}/p{ts.Replace(".", "", StringComparison.Ordinal)}").AbsoluteUri : null;
}
