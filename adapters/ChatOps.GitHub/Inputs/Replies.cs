using System.Globalization;
using System.Threading.Channels;
using ChatOps.GitHub.Access;
using ChatOps.GitHub.Rendering;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Octokit;

namespace ChatOps.GitHub.Inputs;

/// <summary>What a comment gets back.</summary>
internal enum Reaction
{
    /// <summary>It was seen.</summary>
    Seen,

    /// <summary>All of it was done.</summary>
    Done,

    /// <summary>Something of it was not done.</summary>
    NotDone,
}

/// <summary>
/// Reactions and answers, one after the other, at GitHub's pace: an answer waits out a limit, and one whose answer was lost is looked up before it is
/// written again. They are kept in memory: what has to arrive goes through the outbox.
/// </summary>
internal sealed class Replies(GitHubCalls calls, GitHubFinder finder, GitHubSelf self, TimeProvider time, ILogger<Replies> log) : BackgroundService
{
    private const int MostWaiting = 1000;
    private const int MostTries = 8;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Channel<Reply> _waiting = Channel.CreateBounded<Reply>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    /// <summary>A comment gets a reaction.</summary>
    public void React(GitHubReference issue, long comment, Reaction reaction) => Add(new Reply(issue, comment, reaction, null, time.GetUtcNow()));

    /// <summary>An issue gets an answer, in Markdown.</summary>
    /// <param name="issue">The issue.</param>
    /// <param name="comment">The comment that it answers; 0: the issue itself.</param>
    /// <param name="text">The answer.</param>
    public void Answer(GitHubReference issue, long comment, string text) => Add(new Reply(issue, comment, null, text, time.GetUtcNow()));

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var reply in _waiting.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await SendAsync(reply, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "A reply in {Issue} was not finished", reply.Issue);
            }
        }
    }

    private void Add(Reply reply)
    {
        if (!_waiting.Writer.TryWrite(reply)) log.LogWarning("Too many replies wait for GitHub; one in {Issue} is left out", reply.Issue);
    }

    private async Task SendAsync(Reply reply, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        var isInDoubt = false;
        for (var tries = 1; tries <= MostTries; tries++)
        {
            if (isInDoubt && await IsThereAsync(reply).ConfigureAwait(false)) return;
            var answer = reply.Text is null ? await ReactAsync(reply).ConfigureAwait(false) : await CommentAsync(reply).ConfigureAwait(false);
            switch (answer)
            {
                case GitHubAnswer<bool>.Good:
                    return;
                case GitHubAnswer<bool>.Failed:
                    log.LogWarning("GitHub refused a reply in {Issue}: {Said}", reply.Issue, answer.Words);
                    return;
                case GitHubAnswer<bool>.Slower slower:
                    // Waiting as asked is no try.
                    tries--;
                    await Task.Delay(slower.RetryAfter, time, cancellationToken).ConfigureAwait(false);
                    continue;
                case GitHubAnswer<bool>.Lost:
                    isInDoubt = true;
                    break;
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }

        log.LogWarning("A reply in {Issue} was given up: GitHub does not answer", reply.Issue);
    }

    /// <summary>A reaction that is there already is there once.</summary>
    private async Task<bool> IsThereAsync(Reply reply) =>
        reply.Text is not null && self.Identity is { } own
        && await finder.CommentAsync(reply.Issue, reply.Key, reply.Since, own).ConfigureAwait(false) is GitHubAnswer<GitHubReference?>.Good({ });

    private async Task<GitHubAnswer<bool>> ReactAsync(Reply reply)
    {
        var (owner, name) = (reply.Issue.Owner, reply.Issue.Name);
        var reaction = new NewReaction(reply.Reaction switch { Reaction.Seen => ReactionType.Eyes, Reaction.Done => ReactionType.Rocket, _ => ReactionType.Confused });
        return Over(await calls.CreateAsync(reply.Issue.Repository, client => client.Reaction.IssueComment.Create(owner, name, reply.Comment, reaction)).ConfigureAwait(false));
    }

    private async Task<GitHubAnswer<bool>> CommentAsync(Reply reply)
    {
        var (owner, name) = (reply.Issue.Owner, reply.Issue.Name);
        var text = GitHubMarker.Mark(OutsideText.Lines(reply.Text, GitHubDrawing.MostBytes / 4), reply.Key);
        return Over(await calls.CreateAsync(reply.Issue.Repository, client => client.Issue.Comment.Create(owner, name, reply.Issue.Number, text)).ConfigureAwait(false));
    }

    private static GitHubAnswer<bool> Over<T>(GitHubAnswer<T> answer) => answer is GitHubAnswer<T>.Good ? new GitHubAnswer<bool>.Good(true) : answer.As<bool>();

    private sealed record Reply(GitHubReference Issue, long Comment, Reaction? Reaction, string? Text, DateTimeOffset Since)
    {
        public string Key => string.Create(CultureInfo.InvariantCulture, $"answer-{Issue}-{Comment}-{Since.UtcTicks}");
    }
}
