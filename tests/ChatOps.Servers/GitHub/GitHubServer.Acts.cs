using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChatOps.Servers.GitHub.Api;
using ChatOps.Servers.GitHub.State;

namespace ChatOps.Servers.GitHub;

/// <content>What people and machines do in it.</content>
public sealed partial class GitHubServer
{
    /// <summary>Somebody opens an issue.</summary>
    /// <returns>Its number.</returns>
    public int Open(GitHubUser user, GitHubRepository repository, string title, string body = "", params IReadOnlyList<string> labels) =>
        Locked(() => Acts.Open(github, Stored(repository), user, title, body, labels, byApp: false).Number);

    /// <summary>Somebody opens a pull request.</summary>
    public int OpenPullRequest(GitHubUser user, GitHubRepository repository, string title) =>
        Locked(() => Acts.Open(github, Stored(repository), user, title, "", [], byApp: false, isPullRequest: true).Number);

    /// <summary>Somebody comments.</summary>
    /// <returns>The comment's id.</returns>
    public long Say(GitHubUser user, GitHubRepository repository, int number, string body) =>
        Locked(() => Acts.Comment(github, Stored(repository, number), user, body, byApp: false).Id);

    public void EditComment(GitHubUser user, GitHubRepository repository, long comment, string body) => Locked(() =>
    {
        Acts.Edit(github, StoredComment(repository, comment), user, body);
        return 0;
    });

    public void DeleteComment(GitHubUser user, GitHubRepository repository, long comment) => Locked(() =>
    {
        Acts.Delete(github, StoredComment(repository, comment), user);
        return 0;
    });

    public void EditBody(GitHubUser user, GitHubRepository repository, int number, Func<string, string> change) => Locked(() =>
    {
        var issue = Stored(repository, number);
        Acts.Edit(github, issue, user, issue.Title, change(issue.Body));
        return 0;
    });

    public void Label(GitHubUser user, GitHubRepository repository, int number, string label) => Locked(() =>
    {
        var issue = Stored(repository, number);
        Acts.SetLabels(github, issue, user, [.. issue.Labels, label]);
        return 0;
    });

    /// <summary>Takes a label away and gives it anew.</summary>
    public void Relabel(GitHubUser user, GitHubRepository repository, int number, string label) => Locked(() =>
    {
        var issue = Stored(repository, number);
        Acts.SetLabels(github, issue, user, [.. issue.Labels.Where(one => one != label)]);
        Acts.SetLabels(github, issue, user, [.. issue.Labels, label]);
        return 0;
    });

    public void SetState(GitHubUser user, GitHubRepository repository, int number, string state) => Locked(() =>
    {
        Acts.SetState(github, Stored(repository, number), user, state, null);
        return 0;
    });

    /// <summary>Somebody pushes a commit.</summary>
    /// <returns>Its SHA.</returns>
    public string Push(GitHubUser user, GitHubRepository repository, string message, params IReadOnlyList<string> files) => Locked(() =>
    {
        var commits = Stored(repository).Commits;
        var sha = RandomNumberGenerator.GetHexString(40, lowercase: true);
        commits.Add(new StoredCommit(sha, commits.Count > 0 ? commits[^1].Sha : null, user, message, files, github.Now));
        return sha;
    });

    /// <summary>A workflow runs on the newest commit.</summary>
    /// <param name="repository">Where.</param>
    /// <param name="workflow">Its name.</param>
    /// <param name="attempts">What the attempts come to, one after the other.</param>
    /// <returns>The run's id.</returns>
    public long RunWorkflow(GitHubRepository repository, string workflow, params IReadOnlyList<IReadOnlyList<GitHubJob>> attempts) => RunWorkflow(repository, workflow, "main", attempts);

    /// <summary>As the other, on a branch.</summary>
    public long RunWorkflow(GitHubRepository repository, string workflow, string branch, IReadOnlyList<IReadOnlyList<GitHubJob>> attempts) => Locked(() =>
    {
        var stored = Stored(repository);
        var known = stored.Runs.Find(run => run.Workflow == workflow);
        var run = new StoredRun
        {
            Id = github.NextId() * 2,
            Number = stored.Runs.Count(one => one.Workflow == workflow) + 1,
            Repository = stored,
            Workflow = workflow,
            Branch = branch,
            Commit = stored.Commits[^1],
            CreatedAt = github.Now,
            Script = attempts,
            WorkflowId = known?.WorkflowId ?? github.NextId(),
        };
        stored.Runs.Add(run);
        WorkflowRuns.Begin(github, run, run.Commit.Author);
        return run.Id;
    });

    /// <summary>Somebody runs a run's failed jobs again by its page.</summary>
    public void Rerun(GitHubUser user, GitHubRepository repository, long run) => Locked(() =>
    {
        Api.Acts.Rerun(github, Stored(repository).Runs.Single(one => one.Id == run), user);
        return run;
    });

    /// <summary>A deployment's state is told.</summary>
    /// <param name="user">Who deploys.</param>
    /// <param name="repository">What.</param>
    /// <param name="environment">Where to.</param>
    /// <param name="state"><c>success</c>, <c>failure</c>, <c>error</c>, …</param>
    /// <param name="description">In words.</param>
    /// <param name="sha">Which commit; the newest without it.</param>
    /// <param name="run">The run that deploys; its page is where the log is.</param>
    /// <param name="isTold">False: the event is lost on its way.</param>
    public long Deploy(GitHubUser user, GitHubRepository repository, string environment, string state, string description = "", string? sha = null, long? run = null, bool isTold = true) => Locked(() =>
    {
        var stored = Stored(repository);
        sha ??= stored.Commits[^1].Sha;
        var deployment = new StoredDeployment { Id = github.NextId(), Sha = sha, Ref = "main", Environment = environment, Creator = user, CreatedAt = github.Now };
        stored.Deployments.Add(deployment);
        var page = run is { } number ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{github.Address}{repository.FullName}/actions/runs/{number}") : "";
        var status = new StoredStatus(github.NextId(), state, description, user, github.Now, page);
        deployment.Statuses.Add(status);
        // What stood there before is called inactive, without an event; production never is by itself.
        foreach (var before in stored.Deployments.Where(one => state == "success" && one != deployment && one.Environment == environment && environment != "production" && one.Statuses.LastOrDefault()?.State == "success"))
        {
            before.Statuses.Add(new StoredStatus(github.NextId(), "inactive", "", user, github.Now));
        }

        var shapes = new Shapes(github);
        if (isTold) github.Hook.Tell("deployment_status", Acts.Event(github, stored, user, "created", [("deployment_status", shapes.Status(stored, deployment, status)), ("deployment", shapes.Deployment(stored, deployment))]));
        return deployment.Id;
    });

    /// <summary>A workflow that can be started by hand.</summary>
    /// <param name="repository">Where.</param>
    /// <param name="file">Its file.</param>
    /// <param name="inputs">The inputs that it takes.</param>
    /// <param name="jobs">What its jobs come to.</param>
    /// <param name="ended">What follows when it has succeeded.</param>
    public void AddDispatchable(
        GitHubRepository repository, string file, IReadOnlyList<string> inputs, Func<IReadOnlyDictionary<string, string>, IReadOnlyList<GitHubJob>> jobs, Action<IReadOnlyDictionary<string, string>> ended) =>
        Locked(() => Stored(repository).Workflows[file] = new StoredWorkflow(inputs, jobs, ended) { Id = github.NextId() });

    /// <summary>An event of another kind, with the parts that are given.</summary>
    public void Tell(string name, GitHubRepository repository, GitHubUser sender, string action, params IEnumerable<(string Name, JsonNode? Value)> parts) => Locked(() =>
    {
        github.Hook.Tell(name, Acts.Event(github, Stored(repository), sender, action, parts));
        return 0;
    });

    /// <summary>Sends a payload as it stands, signed; with the id of an earlier delivery it is a replay.</summary>
    public Task<GitHubDelivery> SendAsync(string name, string payload, string? identity = null) => github.Hook.SendAsync(name, payload, identity);
}
