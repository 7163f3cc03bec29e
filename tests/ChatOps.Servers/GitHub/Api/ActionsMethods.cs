using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChatOps.Servers.GitHub.State;

namespace ChatOps.Servers.GitHub.Api;

/// <summary>Runs of workflows, their jobs and logs; commits and deployments.</summary>
internal static class ActionsMethods
{
    private static readonly TimeSpan Rerunnable = TimeSpan.FromDays(30);

    public static ApiAnswer Runs(ApiCall call)
    {
        var repository = call.Repository;
        var found = repository.Runs
            .Where(run => Fits(call, "branch", run.Branch) && Fits(call, "event", run.Event) && Fits(call, "head_sha", run.Commit.Sha)
                && (call.Query("status") is not { } status || status == run.Status || status == run.Conclusion))
            .OrderByDescending(run => run.Id);
        return Paging.Page(call, found, call.Shapes.Run, repository, "actions/runs", "workflow_runs");
    }

    public static ApiAnswer RunsOfWorkflow(ApiCall call)
    {
        var repository = call.Repository;
        var found = repository.Runs
            .Where(run => (run.WorkflowId.ToString(System.Globalization.CultureInfo.InvariantCulture) == call["workflow"] || $"{run.Workflow.ToLowerInvariant()}.yml" == call["workflow"]) && Fits(call, "branch", run.Branch) && Fits(call, "event", run.Event)
                && (call.Query("status") is not { } status || status == run.Status || status == run.Conclusion))
            .OrderByDescending(run => run.Id);
        return Paging.Page(call, found, call.Shapes.Run, repository, $"actions/workflows/{call["workflow"]}/runs", "workflow_runs");
    }

    public static ApiAnswer Run(ApiCall call) => ApiAnswer.Ok(call.Shapes.Run(call.Run));

    public static ApiAnswer Jobs(ApiCall call)
    {
        var run = call.Run;
        var latest = call.Query("filter") is not "all";
        return Paging.Page(call, run.Jobs.Where(job => !latest || job.Attempt == run.Jobs.Where(other => other.Job.Name == job.Job.Name).Max(other => other.Attempt)), job => call.Shapes.Job(run, job), call.Repository, $"actions/runs/{run.Id}/jobs", "jobs");
    }

    public static ApiAnswer JobsOfAttempt(ApiCall call)
    {
        var run = call.Run;
        return Paging.Page(call, run.Jobs.Where(job => job.Attempt == call.Number("attempt")), job => call.Shapes.Job(run, job), call.Repository, $"actions/runs/{run.Id}/attempts/{call["attempt"]}/jobs", "jobs");
    }

    public static ApiAnswer Job(ApiCall call)
    {
        var (run, job) = JobOf(call);
        return ApiAnswer.Ok(call.Shapes.Job(run, job));
    }

    /// <summary>A log is on another host, for a minute, and that host must not be shown the token.</summary>
    public static ApiAnswer JobLog(ApiCall call)
    {
        var (_, job) = JobOf(call);
        if (job.Job.Log is null)
        {
            throw ApiError.NotFound();
        }

        var secret = RandomNumberGenerator.GetHexString(24, lowercase: true);
        call.GitHub.LogLinks[secret] = (string.Join('\n', job.Job.Log), call.GitHub.Now + call.GitHub.Options.LogLinkLife);
        return new ApiAnswer(302) { Headers = { ["Location"] = $"http://localhost:{call.GitHub.Address.Port}/logs/{secret}.txt" } };
    }

    public static ApiAnswer Rerun(ApiCall call)
    {
        var run = call.Run;
        if (run.CreatedAt < call.GitHub.Now - Rerunnable)
        {
            throw new ApiError(403, "Unable to retry this workflow run because it was created over a month ago");
        }

        if (run.Status != "completed")
        {
            throw new ApiError(403, "This workflow is already running");
        }

        Acts.Rerun(call.GitHub, run, call.User);
        return ApiAnswer.Created(new JsonObject());
    }

    public static ApiAnswer Dispatch(ApiCall call)
    {
        var repository = call.Repository;
        if (!repository.Workflows.TryGetValue(call["workflow"], out var workflow))
        {
            throw ApiError.NotFound();
        }

        var details = call.Body["return_run_details"] is not null;
        if (details && call.GitHub.Options.RunDetails == GitHubRunDetails.Refused)
        {
            throw new ApiError(422, "Invalid request.\n\n\"return_run_details\" is not a permitted key.");
        }

        var inputs = (call.Body["inputs"] as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? "");
        if (inputs.Count > 25)
        {
            throw new ApiError(422, "Provided too many inputs");
        }

        if (inputs.Keys.Except(workflow.Inputs).ToList() is { Count: > 0 } unexpected)
        {
            throw new ApiError(422, $"Unexpected inputs provided: {new JsonArray([.. unexpected.Select(name => JsonValue.Create(name))]).ToJsonString()}");
        }

        var branch = call.Text("ref") ?? throw new ApiError(422, "No ref provided");
        if (branch != repository.DefaultBranch)
        {
            throw new ApiError(422, $"No ref found for: {branch}");
        }

        var dispatch = new StoredDispatch(call["workflow"], branch, inputs);
        repository.Dispatches.Add(dispatch);
        var run = WorkflowRuns.Dispatched(call.GitHub, repository, workflow, dispatch, call.User);
        return details && call.GitHub.Options.RunDetails == GitHubRunDetails.Told
            ? ApiAnswer.Ok(new JsonObject { ["workflow_run_id"] = run.Id, ["run_url"] = $"{call.Shapes.Url(repository)}/actions/runs/{run.Id}", ["html_url"] = $"{call.GitHub.Address}{repository.Handle.FullName}/actions/runs/{run.Id}" })
            : ApiAnswer.None;
    }

    public static ApiAnswer Commit(ApiCall call)
    {
        var repository = call.Repository;
        return ApiAnswer.Ok(call.Shapes.Commit(repository, repository.Commits.Find(commit => commit.Sha == call["sha"]) ?? throw new ApiError(422, $"No commit found for SHA: {call["sha"]}")));
    }

    public static ApiAnswer Compare(ApiCall call)
    {
        var repository = call.Repository;
        var ends = call["range"].Split("...");
        var from = ends.Length == 2 ? repository.Commits.FindIndex(commit => commit.Sha == ends[0]) : -1;
        var to = ends.Length == 2 ? repository.Commits.FindIndex(commit => commit.Sha == ends[1]) : -1;
        if (from < 0 || to < 0)
        {
            throw ApiError.NotFound();
        }

        var between = from < to ? repository.Commits[(from + 1)..(to + 1)] : [];
        return ApiAnswer.Ok(new JsonObject
        {
            ["url"] = $"{call.Shapes.Url(repository)}/compare/{call["range"]}",
            ["html_url"] = $"{call.GitHub.Address}{repository.Handle.FullName}/compare/{call["range"]}",
            ["base_commit"] = call.Shapes.Commit(repository, repository.Commits[from]),
            ["merge_base_commit"] = call.Shapes.Commit(repository, repository.Commits[Math.Min(from, to)]),
            ["status"] = from < to ? "ahead" : from == to ? "identical" : "behind",
            ["ahead_by"] = Math.Max(0, to - from),
            ["behind_by"] = Math.Max(0, from - to),
            ["total_commits"] = between.Count,
            ["commits"] = new JsonArray([.. between.Select(commit => call.Shapes.Commit(repository, commit))]),
            ["files"] = new JsonArray([.. between.SelectMany(commit => commit.Files).Distinct().Select(file => new JsonObject { ["sha"] = null, ["filename"] = file, ["status"] = "modified", ["additions"] = 1, ["deletions"] = 1, ["changes"] = 2 })]),
        });
    }

    public static ApiAnswer Deployments(ApiCall call)
    {
        var repository = call.Repository;
        return Paging.Page(
            call,
            repository.Deployments.Where(one => Fits(call, "environment", one.Environment) && Fits(call, "sha", one.Sha)).OrderByDescending(one => one.Id),
            one => call.Shapes.Deployment(repository, one), repository, "deployments");
    }

    public static ApiAnswer Statuses(ApiCall call)
    {
        var repository = call.Repository;
        var deployment = repository.Deployments.Find(one => one.Id == call.Number("deployment")) ?? throw ApiError.NotFound();
        return Paging.Page(call, deployment.Statuses.AsEnumerable().Reverse(), one => call.Shapes.Status(repository, deployment, one), repository, $"deployments/{deployment.Id}/statuses");
    }

    private static (StoredRun Run, StoredJob Job) JobOf(ApiCall call)
    {
        foreach (var run in call.Repository.Runs)
        {
            if (run.Jobs.Find(job => job.Id == call.Number("job")) is { } job)
            {
                return (run, job);
            }
        }

        throw ApiError.NotFound();
    }

    private static bool Fits(ApiCall call, string name, string value) => call.Query(name) is not { Length: > 0 } wanted || wanted == value;
}
