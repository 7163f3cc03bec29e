using ChatOps.GitHub.Access;
using ChatOps.GitHub.Pipelines;
using Octokit;

namespace ChatOps.GitHub.Actions;

/// <summary>Runs of workflows, their jobs, logs and commits, as actions ask for them.</summary>
internal sealed class WorkflowRuns(GitHubCalls calls)
{
    /// <summary>One run.</summary>
    public Task<GitHubAnswer<WorkflowRun>> GetAsync(string repository, long run) => CallAsync(repository, (client, owner, name) => client.Actions.Workflows.Runs.Get(owner, name, run));

    /// <summary>The repository's default branch; null where GitHub does not say it.</summary>
    public async Task<string?> DefaultBranchAsync(string repository) =>
        (await CallAsync(repository, (client, owner, name) => client.Repository.Get(owner, name)).ConfigureAwait(false)).Got?.DefaultBranch;

    /// <summary>The newest runs on a branch, the newest first; those of pull requests are none of its.</summary>
    public async Task<GitHubAnswer<IReadOnlyList<WorkflowRun>>> NewestAsync(string repository, string? branch, string? workflow)
    {
        var request = new WorkflowRunsRequest { Branch = branch };
        var listed = await CallAsync(repository, (client, owner, name) => client.Actions.Workflows.Runs.List(owner, name, request, new ApiOptions { PageSize = 50, PageCount = 1 })).ConfigureAwait(false);
        return listed is GitHubAnswer<WorkflowRunsResponse>.Good(var runs)
            ? new GitHubAnswer<IReadOnlyList<WorkflowRun>>.Good([.. runs.WorkflowRuns.Where(run => !run.Event.StartsWith("pull_request", StringComparison.Ordinal) && (workflow is null || run.Name == workflow))])
            : listed.As<IReadOnlyList<WorkflowRun>>();
    }

    /// <summary>The jobs of a run's newest attempt, or of an earlier one.</summary>
    public async Task<GitHubAnswer<IReadOnlyList<WorkflowJob>>> JobsAsync(string repository, long run, int? attempt = null)
    {
        var listed = await CallAsync(repository, (client, owner, name) => attempt is { } number ? client.Actions.Workflows.Jobs.List(owner, name, run, number) : client.Actions.Workflows.Jobs.List(owner, name, run)).ConfigureAwait(false);
        return listed is GitHubAnswer<WorkflowJobsResponse>.Good(var jobs) ? new GitHubAnswer<IReadOnlyList<WorkflowJob>>.Good(jobs.Jobs) : listed.As<IReadOnlyList<WorkflowJob>>();
    }

    /// <summary>A job's log.</summary>
    public Task<GitHubAnswer<string>> LogAsync(string repository, long job) => JobLog.ReadAsync(calls, repository, job);

    /// <summary>A commit with its files.</summary>
    public Task<GitHubAnswer<GitHubCommit>> CommitAsync(string repository, string sha) => CallAsync(repository, (client, owner, name) => client.Repository.Commit.Get(owner, name, sha));

    /// <summary>What lies between two commits.</summary>
    public Task<GitHubAnswer<CompareResult>> CompareAsync(string repository, string from, string to) => CallAsync(repository, (client, owner, name) => client.Repository.Commit.Compare(owner, name, from, to));

    /// <summary>Runs the failed jobs again.</summary>
    public Task<GitHubAnswer<bool>> RerunAsync(string repository, long run) => CallAsync(repository, async (client, owner, name) =>
    {
        await client.Actions.Workflows.Runs.RerunFailedJobs(owner, name, run).ConfigureAwait(false);
        return true;
    });

    /// <summary>The newest runs of a workflow on a branch that a kind of event started, the newest first.</summary>
    /// <param name="repository">Owner and name.</param>
    /// <param name="workflow">The workflow's file.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="by">The event's name.</param>
    public Task<GitHubAnswer<WorkflowRunsResponse>> StartedAsync(string repository, string workflow, string branch, string by) => CallAsync(
        repository, (client, owner, name) => client.Actions.Workflows.Runs.ListByWorkflow(owner, name, workflow, new WorkflowRunsRequest { Branch = branch, Event = by }, new ApiOptions { PageSize = 10, PageCount = 1 }));

    /// <summary>Starts a workflow.</summary>
    /// <returns>The run's number; a good answer without one: it was started, and GitHub does not say by which run.</returns>
    public async Task<GitHubAnswer<long?>> DispatchAsync(string repository, string workflow, string branch, IReadOnlyDictionary<string, string> inputs)
    {
        var answer = await SendAsync(new Dictionary<string, object> { ["return_run_details"] = true }).ConfigureAwait(false);
        // A server that does not know the question did nothing.
        if (answer is GitHubAnswer<IApiResponse<Dispatched>>.Failed { Status: 422 } refused && refused.Said.Contains("return_run_details", StringComparison.Ordinal)) answer = await SendAsync([]).ConfigureAwait(false);
        return answer is GitHubAnswer<IApiResponse<Dispatched>>.Good(var told) ? new GitHubAnswer<long?>.Good(told.Body?.WorkflowRunId) : answer.As<long?>();

        Task<GitHubAnswer<IApiResponse<Dispatched>>> SendAsync(Dictionary<string, object> more) => CallAsync(repository, (client, owner, name) => client.Connection.Post<Dispatched>(
            new Uri($"repos/{owner}/{name}/actions/workflows/{Uri.EscapeDataString(workflow)}/dispatches", UriKind.Relative),
            new Dictionary<string, object>(more) { ["ref"] = branch, ["inputs"] = inputs },
            "application/vnd.github+json",
            "application/json"));
    }

    private Task<GitHubAnswer<T>> CallAsync<T>(string repository, Func<GitHubClient, string, string, Task<T>> call)
    {
        var (owner, name) = repository.Split('/') is [var left, var right] ? (left, right) : ("", "");
        return calls.CallAsync(repository, client => call(client, owner, name));
    }

    /// <summary>What GitHub says of a workflow that it started; Octokit does not have it.</summary>
    internal sealed class Dispatched
    {
        /// <summary>The run's number; older servers do not say it.</summary>
        public long? WorkflowRunId { get; set; }
    }
}
