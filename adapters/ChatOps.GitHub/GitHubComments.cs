using System.Collections.Concurrent;
using ChatOps.Core.Incidents;
using ChatOps.GitHub.Access;
using Octokit;

namespace ChatOps.GitHub;

/// <summary>
/// Adds comments to an issue. An issue takes 2,500 for good, so those of an incident that makes too much noise are rationed: near the end what calls nobody
/// takes the place of our newest comment, and what calls somebody still is a comment of its own.
/// </summary>
internal sealed class GitHubComments(GitHubCalls calls)
{
    /// <summary>From here on news takes the place of older news.</summary>
    internal const int MostForNews = 2000;

    /// <summary>From here on calls do, too: people still have some left to say what they do.</summary>
    internal const int MostForAll = 2400;

    private const int MostKnown = 1000;

    private readonly ConcurrentDictionary<GitHubReference, int> _counts = new();
    private readonly ConcurrentDictionary<GitHubReference, long> _newest = new();

    /// <summary>So many comments the issue has.</summary>
    public void Learn(GitHubReference issue, int count)
    {
        if (_counts.Count > MostKnown) _counts.Clear();
        _counts[issue] = count;
    }

    /// <summary>Adds one, or writes our newest one anew where the issue is nearly full.</summary>
    public async Task<GitHubAnswer<GitHubReference>> AddAsync(GitHubReference issue, string text, MessageKind kind)
    {
        if (!_counts.TryGetValue(issue, out var count))
        {
            var found = await calls.CallAsync(issue.Repository, client => client.Issue.Get(issue.Owner, issue.Name, issue.Number)).ConfigureAwait(false);
            if (found is not GitHubAnswer<Issue>.Good(var told)) return found.As<GitHubReference>();
            Learn(issue, count = told.Comments);
        }

        var most = kind is MessageKind.Mention or MessageKind.Approval ? MostForAll : MostForNews;
        if (count >= most && _newest.TryGetValue(issue, out var newest))
        {
            var changed = await calls.CallAsync(issue.Repository, client => client.Issue.Comment.Update(issue.Owner, issue.Name, newest, text)).ConfigureAwait(false);
            if (changed is not GitHubAnswer<IssueComment>.Failed { Status: 404 }) return Reference(issue, changed);
        }

        var made = await calls.CreateAsync(issue.Repository, client => client.Issue.Comment.Create(issue.Owner, issue.Name, issue.Number, text)).ConfigureAwait(false);
        if (made is GitHubAnswer<IssueComment>.Good(var comment))
        {
            _counts[issue] = count + 1;
            _newest[issue] = comment.Id;
        }

        return Reference(issue, made);
    }

    private static GitHubAnswer<GitHubReference> Reference(GitHubReference issue, GitHubAnswer<IssueComment> answer) =>
        answer is GitHubAnswer<IssueComment>.Good(var comment) ? new GitHubAnswer<GitHubReference>.Good(issue with { Comment = comment.Id }) : answer.As<GitHubReference>();
}
