using ChatOps.Servers.GitHub.State;

namespace ChatOps.Servers.GitHub.Api;

/// <summary>What a workflow's run goes through: requested, in progress, completed, with its jobs.</summary>
internal static class WorkflowRuns
{
    public static void Begin(GitHubSystem github, StoredRun run, GitHubUser by)
    {
        (run.Status, run.Conclusion, run.StartedAt, run.UpdatedAt) = ("queued", null, github.Now, github.Now);
        Tell(github, run, by, "requested");
        _ = GoOnAsync(github, run, by, run.Attempt);
    }

    /// <summary>A workflow that was started by hand.</summary>
    public static StoredRun Dispatched(GitHubSystem github, StoredRepository repository, StoredWorkflow workflow, StoredDispatch dispatch, GitHubUser by)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(dispatch.Workflow);
        var run = new StoredRun
        {
            Id = github.NextId() * 2,
            Number = repository.Runs.Count(one => one.WorkflowId == workflow.Id) + 1,
            Repository = repository,
            Workflow = name,
            Branch = dispatch.Ref,
            Commit = repository.Commits[^1],
            CreatedAt = github.Now,
            Event = "workflow_dispatch",
            WorkflowId = workflow.Id,
            Script = [workflow.Jobs(dispatch.Inputs)],
            Ended = () => workflow.Ended(dispatch.Inputs),
        };
        repository.Runs.Add(run);
        Begin(github, run, by);
        return run;
    }

    private static async Task GoOnAsync(GitHubSystem github, StoredRun run, GitHubUser by, int attempt)
    {
        await Task.Delay(github.Options.RunPace, github.Time);
        lock (github.Gate)
        {
            (run.Status, run.UpdatedAt) = ("in_progress", github.Now);
            Tell(github, run, by, "in_progress");
        }

        await Task.Delay(github.Options.RunPace, github.Time);
        lock (github.Gate)
        {
            var jobs = run.Script[Math.Min(attempt, run.Script.Count) - 1];
            foreach (var job in jobs)
            {
                run.Jobs.Add(new StoredJob(github.NextId(), attempt, job, run.StartedAt, github.Now));
            }

            run.Status = "completed";
            run.Conclusion = jobs.All(job => job.Conclusion is "success" or "skipped") ? "success" : jobs.First(job => job.Conclusion is not ("success" or "skipped")).Conclusion;
            run.UpdatedAt = github.Now;
            Tell(github, run, by, "completed");
            if (run.Conclusion == "success")
            {
                run.Ended?.Invoke();
            }
        }
    }

    private static void Tell(GitHubSystem github, StoredRun run, GitHubUser by, string action)
    {
        var shapes = new Shapes(github);
        var shape = shapes.Run(run);
        shape.Remove("repository");
        github.Hook.Tell("workflow_run", Acts.Event(github, run.Repository, by, action, [("workflow_run", shape), ("workflow", new System.Text.Json.Nodes.JsonObject
        {
            ["id"] = run.WorkflowId, ["node_id"] = "W_1", ["name"] = run.Workflow, ["path"] = $".github/workflows/{run.Workflow.ToLowerInvariant()}.yml", ["state"] = "active",
            ["created_at"] = Shapes.Time(run.CreatedAt), ["updated_at"] = Shapes.Time(run.CreatedAt), ["url"] = "", ["html_url"] = "", ["badge_url"] = "",
        })]));
    }
}
