using System.Text.Json.Nodes;
using ChatOps.Slack.Wire;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOps.Slack;

/// <summary>Who we are on Slack, learnt from <c>auth.test</c> once; asked again until Slack says it. A Slack that is away holds up no start.</summary>
internal sealed class SlackWorkspace(SlackClient client, SlackOptions options, TimeProvider time, ILogger<SlackWorkspace> log) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>What we cannot do without, and why.</summary>
    private static readonly (string Scope, string Reason)[] Needed =
    [
        ("chat:write", "without it nothing can be posted"),
        ("channels:history", "without it Slack cannot be asked for a message whose answer was lost, and it may be posted twice"),
        ("files:write", "without it long data is only on the page"),
    ];

    private readonly TaskCompletionSource<SlackIdentity> _known = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Who we are; null while Slack has not said it.</summary>
    public SlackIdentity? Identity => _known.Task.IsCompletedSuccessfully ? _known.Task.Result : null;

    /// <summary>Whether deliveries of this workspace are ours to take: the configured one, else the one that the token belongs to; null while that is not known.</summary>
    public bool? Serves(string team) => (options.TeamId ?? Identity?.TeamId) is { } ours ? ours == team : null;

    /// <summary>Waits until Slack has said who we are.</summary>
    public Task<SlackIdentity> IdentityAsync(CancellationToken cancellationToken) => _known.Task.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause = FirstPause; !stoppingToken.IsCancellationRequested; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var answer = await client.CallAsync("auth.test", new JsonObject(), stoppingToken).ConfigureAwait(false);
            if (answer is SlackAnswer.Good good && Read(good) is { } identity)
            {
                Tell(identity);
                _known.TrySetResult(identity);
                return;
            }

            var wait = answer is SlackAnswer.Slower slower && slower.RetryAfter > pause ? slower.RetryAfter : pause;
            log.NotKnown(Said(answer), DurationText.Of(wait));
            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static SlackIdentity? Read(SlackAnswer.Good answer) =>
        WireMessage.Text(answer.Body, "team_id") is { } team && WireMessage.Text(answer.Body, "user_id") is { } user
            ? new SlackIdentity(team, WireMessage.Text(answer.Body, "team") ?? team, user, WireMessage.Text(answer.Body, "bot_id"), answer.Scopes, Uri.TryCreate(WireMessage.Text(answer.Body, "url"), UriKind.Absolute, out var url) ? url : null)
            : null;

    private void Tell(SlackIdentity identity)
    {
        log.Known($"{OutsideText.Line(identity.Team, 100)} ({identity.TeamId})", identity.UserId);
        if (options.TeamId is { } wanted && wanted != identity.TeamId) log.OtherTeam(identity.TeamId, wanted);
        if (identity.Scopes.Count == 0) return;
        foreach (var (scope, reason) in Needed.Where(needed => !identity.Scopes.Contains(needed.Scope))) log.ScopesMissing(scope, reason);
    }

    private static string Said(SlackAnswer answer) => answer switch
    {
        SlackAnswer.Failed failed => failed.Error,
        SlackAnswer.Away away => away.Detail,
        SlackAnswer.Lost lost => lost.Detail,
        SlackAnswer.Slower => "too many calls",
        _ => "its answer names no team",
    };
}

/// <summary>Who we are on Slack.</summary>
/// <param name="TeamId">The workspace.</param>
/// <param name="Team">Its name; data.</param>
/// <param name="UserId">Our bot's user.</param>
/// <param name="BotId">Our bot; null for a token of a person.</param>
/// <param name="Scopes">What the token may do; empty where Slack did not say.</param>
/// <param name="Url">The workspace's address, where its messages can be opened; null where Slack did not say.</param>
internal sealed record SlackIdentity(string TeamId, string Team, string UserId, string? BotId, IReadOnlySet<string> Scopes, Uri? Url = null);
