using ChatOps.Servers.GitHub.Api;
using ChatOps.Servers.GitHub.State;

namespace ChatOps.Servers.GitHub;

/// <content>What a test can ask.</content>
public sealed partial class GitHubServer
{
    /// <summary>Every call of the API, in the order of their answers.</summary>
    public IReadOnlyList<GitHubCall> Calls => Locked<IReadOnlyList<GitHubCall>>(() => [.. github.Calls]);

    /// <summary>Every attempt to deliver an event, in the order in which they ended.</summary>
    public IReadOnlyList<GitHubDelivery> Deliveries => github.Hook.Log;

    public IReadOnlyList<GitHubIssue> Issues(GitHubRepository repository) => Locked<IReadOnlyList<GitHubIssue>>(() => [.. Stored(repository).Issues.Select(Snapshot)]);

    public GitHubIssue Issue(GitHubRepository repository, int number) => Locked(() => Snapshot(Stored(repository, number)));

    public IReadOnlyList<GitHubRun> Runs(GitHubRepository repository) =>
        Locked<IReadOnlyList<GitHubRun>>(() => [.. Stored(repository).Runs.Select(run => new GitHubRun(run.Id, run.Workflow, run.Attempt, run.Status, run.Conclusion, run.Reruns.Count))]);

    /// <summary>The workflows that were started by hand, with their inputs.</summary>
    public IReadOnlyList<(string Workflow, string Ref, IReadOnlyDictionary<string, string> Inputs)> Dispatches(GitHubRepository repository) =>
        Locked<IReadOnlyList<(string, string, IReadOnlyDictionary<string, string>)>>(() => [.. Stored(repository).Dispatches.Select(one => (one.Workflow, one.Ref, one.Inputs))]);

    /// <summary>Ends when no delivery is on its way.</summary>
    public Task IdleAsync() => github.Hook.IdleAsync();

    private GitHubIssue Snapshot(StoredIssue issue) => new(
        issue.Repository.Handle, issue.Number, issue.Author, issue.Title, issue.Body, issue.State, issue.StateReason, [.. issue.Labels], [.. issue.Comments.Select(Snapshot)], [.. issue.Reactions.Select(one => one.Content)])
    {
        Called = [.. issue.Called],
    };

    private GitHubComment Snapshot(StoredComment comment) => new(comment.Id, comment.Author, comment.Body, [.. comment.Reactions.Select(one => one.Content)], comment.CreatedAt, comment.Edits)
    {
        Called = [.. comment.Called],
        CalledByMail = Mentions.InMail(github, comment.Body),
    };
}
