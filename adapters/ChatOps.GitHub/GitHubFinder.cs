using ChatOps.Core.Delivery;
using ChatOps.GitHub.Access;
using Octokit;

namespace ChatOps.GitHub;

/// <summary>Looks whether GitHub has something of ours, by its mark and by who wrote it. It lists and never searches: the search is minutes behind.</summary>
internal sealed class GitHubFinder(GitHubCalls calls, GitHubSelf self)
{
    /// <summary>GitHub's clock may be behind ours by so much.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(5);

    /// <summary>Delivered with where it is, null when GitHub surely has it not, or why that cannot be told.</summary>
    public async Task<DeliveryResult?> FindAsync(Outgoing post, CancellationToken cancellationToken)
    {
        SelfIdentity own;
        try
        {
            own = await self.IdentityAsync(cancellationToken).WaitAsync(MostWait, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return new DeliveryResult.Unknown("GitHub has not said yet who we are");
        }

        var found = GitHubReference.Read(post.Head) is { } issue && issue.IsIn(post.Place)
            ? await CommentAsync(issue, post.Key, post.Since, own).ConfigureAwait(false)
            : await IssueAsync(post, own).ConfigureAwait(false);
        return found switch
        {
            GitHubAnswer<GitHubReference?>.Good(var reference) => reference is null ? null : new DeliveryResult.Delivered(reference.ToString()),
            GitHubAnswer<GitHubReference?>.Slower slower => new DeliveryResult.RetryAfter(slower.RetryAfter, DeliveryReason.RateLimited),
            GitHubAnswer<GitHubReference?>.Away => new DeliveryResult.RetryAfter(null, DeliveryReason.PlatformAway),
            GitHubAnswer<GitHubReference?>.Failed { Status: 404 or 410 } => null,
            _ => new DeliveryResult.Unknown(found.Words),
        };
    }

    /// <summary>The comment of ours with this key, of all pages since then.</summary>
    public async Task<GitHubAnswer<GitHubReference?>> CommentAsync(GitHubReference issue, string key, DateTimeOffset since, SelfIdentity own)
    {
        var request = new IssueCommentRequest { Since = since - ClocksDiffer };
        var listed = await calls.CallAsync(issue.Repository, client => client.Issue.Comment.GetAllForIssue(issue.Owner, issue.Name, issue.Number, request, Pages)).ConfigureAwait(false);
        if (listed is not GitHubAnswer<IReadOnlyList<IssueComment>>.Good(var comments)) return listed.As<GitHubReference?>();
        var found = comments.FirstOrDefault(comment => comment.User?.Id == own.Id && GitHubMarker.Carries(comment.Body, key));
        return new GitHubAnswer<GitHubReference?>.Good(found is null ? null : issue with { Comment = found.Id });
    }

    private async Task<GitHubAnswer<GitHubReference?>> IssueAsync(Outgoing post, SelfIdentity own)
    {
        var request = new RepositoryIssueRequest { Since = post.Since - ClocksDiffer, State = ItemStateFilter.All, Creator = own.Login, Filter = IssueFilter.All };
        var (owner, name) = post.Place.Split('/') is [var left, var right] ? (left, right) : ("", "");
        var listed = await calls.CallAsync(post.Place, client => client.Issue.GetAllForRepository(owner, name, request, Pages)).ConfigureAwait(false);
        if (listed is not GitHubAnswer<IReadOnlyList<Issue>>.Good(var issues)) return listed.As<GitHubReference?>();
        var found = issues.FirstOrDefault(issue => issue.User?.Id == own.Id && GitHubMarker.Carries(issue.Body, post.Key));
        return new GitHubAnswer<GitHubReference?>.Good(found is null ? null : GitHubReference.Of(post.Place, found.Number));
    }

    private static ApiOptions Pages => new() { PageSize = 100 };
}
