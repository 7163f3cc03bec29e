using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Octokit;

namespace ChatOps.GitHub.Access;

/// <summary>Who we are on GitHub, asked for until GitHub says it. A GitHub that is away holds up no start.</summary>
internal sealed class GitHubSelf(GitHubCalls calls, GitHubAccess access, TimeProvider time, ILogger<GitHubSelf> log) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource<SelfIdentity> _known = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Who we are; null while GitHub has not said it.</summary>
    public SelfIdentity? Identity => _known.Task.IsCompletedSuccessfully ? _known.Task.Result : null;

    /// <summary>Waits until GitHub has said who we are.</summary>
    public Task<SelfIdentity> IdentityAsync(CancellationToken cancellationToken) => _known.Task.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause = FirstPause; !stoppingToken.IsCancellationRequested; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var answer = await AskAsync(calls, access).ConfigureAwait(false);
            if (answer is GitHubAnswer<SelfIdentity>.Good(var identity))
            {
                log.LogInformation("On GitHub this is {Login} ({Id})", identity.Login, identity.Id);
                _known.TrySetResult(identity);
                return;
            }

            var wait = answer is GitHubAnswer<SelfIdentity>.Slower slower && slower.RetryAfter > pause ? slower.RetryAfter : pause;
            log.LogWarning("GitHub does not say who we are ({Said}); asked again in {Pause}", answer.Words, DurationText.Of(wait));
            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Asks. An app's own comments are those of its bot user, whose number its slug leads to.</summary>
    public static async Task<GitHubAnswer<SelfIdentity>> AskAsync(GitHubCalls calls, GitHubAccess access)
    {
        if (!access.IsApp)
        {
            var me = await calls.AskSelfAsync(client => client.User.Current()).ConfigureAwait(false);
            return me is GitHubAnswer<User>.Good(var user) ? new GitHubAnswer<SelfIdentity>.Good(new SelfIdentity(user.Id, user.Login, null)) : me.As<SelfIdentity>();
        }

        var app = await calls.AskSelfAsync(client => client.GitHubApps.GetCurrent()).ConfigureAwait(false);
        if (app is not GitHubAnswer<GitHubApp>.Good(var own)) return app.As<SelfIdentity>();
        var bot = await calls.AskAsync(client => client.User.Get(own.Slug + "[bot]")).ConfigureAwait(false);
        return bot is GitHubAnswer<User>.Good(var account) ? new GitHubAnswer<SelfIdentity>.Good(new SelfIdentity(account.Id, account.Login, own.Id)) : bot.As<SelfIdentity>();
    }
}

/// <summary>Who we are.</summary>
/// <param name="Id">Our account's number.</param>
/// <param name="Login">Its name.</param>
/// <param name="App">The app's number; null for a token.</param>
internal sealed record SelfIdentity(long Id, string Login, long? App);
