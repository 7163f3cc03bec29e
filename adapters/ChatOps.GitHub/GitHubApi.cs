using ChatOps.GitHub.Access;

namespace ChatOps.GitHub;

/// <summary>
/// The bot's way to GitHub: one credential, and one pace for everything that asks. A wait that GitHub asked of one part is a wait of all.
/// </summary>
public sealed class GitHubApi : IDisposable
{
    /// <summary>Makes it; nothing is asked yet.</summary>
    /// <param name="options">What GitHub is spoken to with.</param>
    /// <param name="time">The clock.</param>
    public GitHubApi(GitHubOptions options, TimeProvider time)
    {
        Options = options;
        Access = new GitHubAccess(options, Handler, time);
        Pace = new GitHubPace(time);
        Calls = new GitHubCalls(Access, Pace, time);
    }

    /// <summary>What GitHub is spoken to with.</summary>
    public GitHubOptions Options { get; }

    internal GitHubAccess Access { get; }

    internal GitHubPace Pace { get; }

    internal GitHubCalls Calls { get; }

    /// <inheritdoc/>
    public void Dispose() => Access.Dispose();

    /// <summary>Octokit follows redirects itself, and shows the token to no other host.</summary>
    private static BoundedAnswers Handler() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    });
}
