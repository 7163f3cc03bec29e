using System.Text.Json;
using ChatOps.GitHub.Payloads;

namespace ChatOps.GitHub.Pipelines;

/// <summary>That a pipeline or a deployment failed, or succeeded.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Project">Whose.</param>
/// <param name="Name">The workflow, the check, or the environment.</param>
/// <param name="Branch">The branch; the ref of a deployment.</param>
/// <param name="Failed">Whether it failed.</param>
/// <param name="Turn">Which of its runs: a later one has more, whenever it is heard of.</param>
/// <param name="At">When it ended.</param>
internal sealed record PipelineEvent(PipelineKind Kind, GitHubProject Project, string Name, string Branch, bool Failed, (long Run, long Attempt) Turn, DateTimeOffset At)
{
    /// <summary>The commit.</summary>
    public string Sha { get; init; } = "";

    /// <summary>Who wrote it, where the event says so.</summary>
    public string? Author { get; init; }

    /// <summary>The first line of its message, where the event says so.</summary>
    public string? Commit { get; init; }

    /// <summary>How it ended (<c>failure</c>, <c>timed_out</c>).</summary>
    public string How { get; init; } = "";

    /// <summary>What the event says in words; null where it says nothing.</summary>
    public string? Said { get; init; }

    /// <summary>Its page; null where the event has none.</summary>
    public string? Page { get; init; }

    /// <summary>The run of Actions whose jobs can be asked for; null where there is none.</summary>
    public long? Run { get; init; }

    /// <summary>What it is the same as when it is heard of again.</summary>
    public string Identity => $"{Kind}:{Project.FullName}:{Name}:{(Kind == PipelineKind.Deployment ? "" : Branch)}";

    /// <summary>Reads an event; null when it tells of no end that counts. Its state is what it says, never what its action says.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="projects">The repositories that count.</param>
    public static PipelineEvent? Of(GitHubDelivery delivery, IReadOnlyList<GitHubProject> projects)
    {
        if (projects.Count == 0 || delivery.Repository is not { } place) return null;
        if (projects.FirstOrDefault(project => project.FullName.Equals(place.FullName, StringComparison.OrdinalIgnoreCase)) is not { } project) return null;
        return delivery.Event switch
        {
            "workflow_run" => OfRun(delivery.Payload, project, place),
            "check_run" => OfCheck(delivery.Payload.Object("check_run"), delivery.Payload.Object("check_run")?.Object("check_suite"), project, place),
            "check_suite" => OfCheck(delivery.Payload.Object("check_suite"), delivery.Payload.Object("check_suite"), project, place),
            "deployment_status" => OfDeployment(delivery.Payload, project),
            _ => null,
        };
    }

    private static PipelineEvent? OfRun(JsonElement payload, GitHubProject project, GitHubPlace place)
    {
        if (payload.Object("workflow_run") is not { } run || run.Text("status") != "completed" || Ended(run.Text("conclusion")) is not { } failed) return null;
        if (run.Number("id") is not { } id || run.Text("head_branch") is not { } branch || !project.HasBranch(branch, place.DefaultBranch)) return null;
        // A pull request's branch may be called as ours is, and one of a fork is a stranger's.
        if (run.Text("event")?.StartsWith("pull_request", StringComparison.Ordinal) == true) return null;
        if (GitHubPlace.Of(run.Object("head_repository")) is { } head && head.Id != place.Id) return null;
        var commit = run.Object("head_commit");
        return new PipelineEvent(PipelineKind.Workflow, project, run.Text("name") ?? payload.Object("workflow")?.Text("name") ?? "workflow", branch, failed, (run.Number("run_number") ?? 0, run.Number("run_attempt") ?? 1), run.Time("updated_at") ?? default)
        {
            Sha = run.Text("head_sha") ?? "",
            Author = commit?.Object("author")?.Text("name") ?? run.Object("actor")?.Text("login"),
            Commit = FirstLine(commit?.Text("message") ?? run.Text("display_title")),
            How = run.Text("conclusion")!,
            Page = run.Text("html_url"),
            Run = id,
        };
    }

    /// <summary>What other systems tell by checks; those of Actions come as runs.</summary>
    private static PipelineEvent? OfCheck(JsonElement? told, JsonElement? suite, GitHubProject project, GitHubPlace place)
    {
        if (told is not { } check || check.Text("status") != "completed" || Ended(check.Text("conclusion")) is not { } failed) return null;
        var app = check.Object("app")?.Text("slug");
        if (app is null or "github-actions" || suite?.Text("head_branch") is not { } branch || !project.HasBranch(branch, place.DefaultBranch)) return null;
        var at = check.Time("completed_at") ?? check.Time("updated_at") ?? default;
        return new PipelineEvent(PipelineKind.Check, project, check.Text("name") ?? app, branch, failed, (at.UtcTicks, 0), at)
        {
            Sha = check.Text("head_sha") ?? "",
            Author = check.Object("head_commit")?.Object("author")?.Text("name"),
            Commit = FirstLine(check.Object("head_commit")?.Text("message")),
            How = check.Text("conclusion")!,
            Said = check.Object("output")?.Text("title"),
            Page = check.Text("html_url"),
        };
    }

    private static PipelineEvent? OfDeployment(JsonElement payload, GitHubProject project)
    {
        if (payload.Object("deployment_status") is not { } status || payload.Object("deployment") is not { } deployment) return null;
        var environment = status.Text("environment") ?? deployment.Text("environment");
        if (environment is null || !project.HasEnvironment(environment) || status.Text("state") is not (("failure" or "error" or "success") and var state)) return null;
        return new PipelineEvent(PipelineKind.Deployment, project, environment, deployment.Text("ref") ?? "", state != "success", (deployment.Number("id") ?? 0, status.Number("id") ?? 0), status.Time("updated_at") ?? status.Time("created_at") ?? default)
        {
            Sha = deployment.Text("sha") ?? "",
            Author = deployment.Object("creator")?.Text("login"),
            How = state,
            Said = status.Text("description"),
            Page = Web(status.Text("log_url")) ?? Web(status.Text("target_url")),
        };
    }

    /// <summary>Whether it failed; null for what says nothing about the pipeline: cancelled, skipped, neutral, stale, or waiting for somebody.</summary>
    private static bool? Ended(string? conclusion) => conclusion switch { "success" => false, "failure" or "timed_out" or "startup_failure" => true, _ => null };

    private static string? FirstLine(string? message) => message?.Split('\n', 2)[0].Trim();

    private static string? Web(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") ? address : null;
}

/// <summary>What failed.</summary>
internal enum PipelineKind
{
    /// <summary>A workflow of Actions.</summary>
    Workflow,

    /// <summary>A check of another system.</summary>
    Check,

    /// <summary>A deployment.</summary>
    Deployment,
}
