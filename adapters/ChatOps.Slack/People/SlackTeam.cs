using System.Text.Json.Nodes;
using ChatOps.Slack.Payloads;

namespace ChatOps.Slack.People;

/// <summary>The workspace that is served, and who we are in it: as configured, and as <c>auth.test</c> says once it was asked.</summary>
internal sealed class SlackTeam(SlackClient client, SlackOptions options)
{
    private volatile SlackSelf? _self;

    /// <summary>Its id; null while it is not known.</summary>
    public string? Id => options.TeamId ?? _self?.Team;

    /// <summary>Who we are there; null while it is not known.</summary>
    public SlackSelf? Self => _self;

    /// <summary>Whether something that names this workspace is for us: one of another team is not, once ours is known.</summary>
    public bool Serves(string? team) => Id is not { } own || team is null || team == own;

    /// <summary>Asks Slack; what it was told before stays where it does not answer.</summary>
    public async Task<SlackAnswer> AskAsync(CancellationToken cancellationToken)
    {
        var answer = await client.CallAsync("auth.test", new JsonObject(), cancellationToken).ConfigureAwait(false);
        if (answer is SlackAnswer.Good(var body) && body.Text("team_id") is { } team)
        {
            _self = new SlackSelf(team, body.Text("user_id"), body.Text("bot_id"), body.Text("url") is { } url && Interaction.AddressOf(url) is { } address ? address : null);
        }

        return answer;
    }

    /// <summary>Where a message can be opened; null while the workspace's address is not known.</summary>
    public string? LinkTo(string channel, string ts) =>
        _self?.Url is { } url ? new Uri(url, $"archives/{channel}/p{ts.Replace(".", "", StringComparison.Ordinal)}").AbsoluteUri : null;
}

/// <summary>Who we are in a workspace.</summary>
/// <param name="Team">The workspace.</param>
/// <param name="User">Our bot user.</param>
/// <param name="Bot">Our bot.</param>
/// <param name="Url">The workspace's address.</param>
internal sealed record SlackSelf(string Team, string? User, string? Bot, Uri? Url);
