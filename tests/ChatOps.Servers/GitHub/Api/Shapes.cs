using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Servers.GitHub.State;

namespace ChatOps.Servers.GitHub.Api;

/// <summary>How GitHub writes its things as JSON, in answers and in events.</summary>
internal sealed class Shapes(GitHubSystem github)
{
    private string Base => github.Address.AbsoluteUri.TrimEnd('/');

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public JsonObject User(GitHubUser user) => new()
    {
        ["login"] = user.Login,
        ["id"] = user.Id,
        ["node_id"] = Node("U", user.Id),
        ["avatar_url"] = $"{Base}/avatars/{user.Id}",
        ["gravatar_id"] = "",
        ["url"] = $"{Base}/users/{user.Login}",
        ["html_url"] = $"{Base}/{user.Login}",
        ["type"] = user.Type,
        ["site_admin"] = false,
    };

    public JsonObject Repository(StoredRepository repository)
    {
        var handle = repository.Handle;
        var owner = github.Accounts[handle.Owner];
        return new()
        {
            ["id"] = handle.Id,
            ["node_id"] = Node("R", handle.Id),
            ["name"] = handle.Name,
            ["full_name"] = handle.FullName,
            ["private"] = handle.IsPrivate,
            ["owner"] = User(owner),
            ["html_url"] = $"{Base}/{handle.FullName}",
            ["description"] = null,
            ["fork"] = false,
            ["url"] = Url(repository),
            ["default_branch"] = repository.DefaultBranch,
            ["has_issues"] = !repository.IssuesDisabled,
            ["archived"] = false,
        };
    }

    public JsonObject Label(StoredRepository repository, string name) => new()
    {
        ["id"] = 5_000_000_000 + Math.Abs(name.GetHashCode(StringComparison.OrdinalIgnoreCase) % 1000),
        ["node_id"] = "LA_" + name,
        ["url"] = $"{Url(repository)}/labels/{Uri.EscapeDataString(name)}",
        ["name"] = name,
        ["color"] = repository.Labels.GetValueOrDefault(name, "ededed"),
        ["default"] = false,
        ["description"] = null,
    };

    public JsonObject Issue(StoredIssue issue)
    {
        var url = $"{Url(issue.Repository)}/issues/{issue.Number}";
        var json = new JsonObject
        {
            ["id"] = issue.Id,
            ["node_id"] = Node("I", issue.Id),
            ["url"] = url,
            ["repository_url"] = Url(issue.Repository),
            ["labels_url"] = url + "/labels{/name}",
            ["comments_url"] = url + "/comments",
            ["events_url"] = url + "/events",
            ["html_url"] = $"{Base}/{issue.Repository.Handle.FullName}/issues/{issue.Number}",
            ["number"] = issue.Number,
            ["title"] = issue.Title,
            ["state"] = issue.State,
            ["state_reason"] = issue.StateReason,
            ["locked"] = issue.Locked,
            ["user"] = User(issue.Author),
            ["labels"] = new JsonArray([.. issue.Labels.Select(label => Label(issue.Repository, label))]),
            ["assignee"] = issue.Assignees.Count > 0 ? User(issue.Assignees[0]) : null,
            ["assignees"] = new JsonArray([.. issue.Assignees.Select(User)]),
            ["milestone"] = null,
            ["comments"] = issue.Comments.Count + issue.MoreComments,
            ["created_at"] = Time(issue.CreatedAt),
            ["updated_at"] = Time(issue.UpdatedAt),
            ["closed_at"] = issue.ClosedAt is { } closed ? Time(closed) : null,
            ["author_association"] = Association(issue.Repository, issue.Author),
            ["body"] = issue.Body,
            ["performed_via_github_app"] = issue.ByApp ? App() : null,
        };
        if (issue.IsPullRequest)
        {
            json["pull_request"] = new JsonObject { ["url"] = $"{Url(issue.Repository)}/pulls/{issue.Number}" };
        }

        return json;
    }

    public JsonObject Comment(StoredComment comment) => new()
    {
        ["id"] = comment.Id,
        ["node_id"] = Node("IC", comment.Id),
        ["url"] = $"{Url(comment.Issue.Repository)}/issues/comments/{comment.Id}",
        ["html_url"] = $"{Base}/{comment.Issue.Repository.Handle.FullName}/issues/{comment.Issue.Number}#issuecomment-{comment.Id}",
        ["issue_url"] = $"{Url(comment.Issue.Repository)}/issues/{comment.Issue.Number}",
        ["user"] = User(comment.Author),
        ["created_at"] = Time(comment.CreatedAt),
        ["updated_at"] = Time(comment.UpdatedAt),
        ["author_association"] = Association(comment.Issue.Repository, comment.Author),
        ["body"] = comment.Body,
        ["performed_via_github_app"] = comment.ByApp ? App() : null,
    };

    public JsonObject Reaction(StoredReaction reaction) => new()
    {
        ["id"] = reaction.Id,
        ["node_id"] = Node("REA", reaction.Id),
        ["user"] = User(reaction.User),
        ["content"] = reaction.Content,
        ["created_at"] = Time(reaction.At),
    };

    public JsonObject App() => new()
    {
        ["id"] = github.App.Id,
        ["node_id"] = Node("A", github.App.Id),
        ["client_id"] = github.App.ClientId,
        ["slug"] = github.App.Slug,
        ["name"] = github.App.Slug,
        ["owner"] = null,
        ["description"] = "",
        ["external_url"] = "https://example.com",
        ["html_url"] = $"{Base}/apps/{github.App.Slug}",
        ["created_at"] = Time(github.Now),
        ["updated_at"] = Time(github.Now),
        ["permissions"] = Permissions(),
        ["events"] = new JsonArray([.. github.Options.Events.Select(name => JsonValue.Create(name))]),
    };

    public JsonObject Permissions() => new(github.Options.Permissions.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    public JsonObject Commit(StoredRepository repository, StoredCommit commit) => new()
    {
        ["sha"] = commit.Sha,
        ["node_id"] = "C_" + commit.Sha,
        ["url"] = $"{Url(repository)}/commits/{commit.Sha}",
        ["html_url"] = $"{Base}/{repository.Handle.FullName}/commit/{commit.Sha}",
        ["commit"] = new JsonObject
        {
            ["message"] = commit.Message,
            ["author"] = new JsonObject { ["name"] = commit.Author.Login, ["email"] = commit.Author.Email, ["date"] = Time(commit.At) },
            ["committer"] = new JsonObject { ["name"] = commit.Author.Login, ["email"] = commit.Author.Email, ["date"] = Time(commit.At) },
            ["url"] = $"{Url(repository)}/git/commits/{commit.Sha}",
        },
        ["author"] = User(commit.Author),
        ["committer"] = User(commit.Author),
        ["parents"] = new JsonArray(commit.Parent is { } parent ? [new JsonObject { ["sha"] = parent, ["url"] = $"{Url(repository)}/commits/{parent}" }] : []),
        ["files"] = new JsonArray([.. commit.Files.Select(file => new JsonObject { ["filename"] = file, ["status"] = "modified", ["additions"] = 1, ["deletions"] = 1, ["changes"] = 2 })]),
    };

    public JsonObject Run(StoredRun run) => new()
    {
        ["id"] = run.Id,
        ["name"] = run.Workflow,
        ["node_id"] = Node("WFR", run.Id),
        ["check_suite_id"] = run.Id + 1,
        ["head_branch"] = run.Branch,
        ["head_sha"] = run.Commit.Sha,
        ["path"] = $".github/workflows/{run.Workflow.ToLowerInvariant()}.yml",
        ["run_number"] = run.Number,
        ["run_attempt"] = run.Attempt,
        ["event"] = run.Event,
        ["display_title"] = run.Commit.Message,
        ["status"] = run.Status,
        ["conclusion"] = run.Conclusion,
        ["workflow_id"] = run.WorkflowId,
        ["url"] = $"{Url(run.Repository)}/actions/runs/{run.Id}",
        ["html_url"] = $"{Base}/{run.Repository.Handle.FullName}/actions/runs/{run.Id}",
        ["pull_requests"] = new JsonArray(),
        ["created_at"] = Time(run.CreatedAt),
        ["updated_at"] = Time(run.UpdatedAt),
        ["run_started_at"] = Time(run.StartedAt),
        ["actor"] = User(run.Commit.Author),
        ["triggering_actor"] = User(run.Commit.Author),
        ["head_commit"] = new JsonObject
        {
            ["id"] = run.Commit.Sha,
            ["tree_id"] = run.Commit.Sha,
            ["message"] = run.Commit.Message,
            ["timestamp"] = Time(run.Commit.At),
            ["author"] = new JsonObject { ["name"] = run.Commit.Author.Login, ["email"] = run.Commit.Author.Email },
            ["committer"] = new JsonObject { ["name"] = run.Commit.Author.Login, ["email"] = run.Commit.Author.Email },
        },
        ["repository"] = Repository(run.Repository),
        ["head_repository"] = Repository(run.Repository),
    };

    public JsonObject Job(StoredRun run, StoredJob job)
    {
        var steps = new List<string> { "Set up job", "Checkout" };
        if (job.Job.FailedStep is { } failed)
        {
            steps.Add(failed);
        }

        steps.Add("Complete job");
        return new()
        {
            ["id"] = job.Id,
            ["run_id"] = run.Id,
            ["run_attempt"] = job.Attempt,
            ["workflow_name"] = run.Workflow,
            ["head_branch"] = run.Branch,
            ["node_id"] = Node("CR", job.Id),
            ["head_sha"] = run.Commit.Sha,
            ["run_url"] = $"{Url(run.Repository)}/actions/runs/{run.Id}",
            ["url"] = $"{Url(run.Repository)}/actions/jobs/{job.Id}",
            ["html_url"] = $"{Base}/{run.Repository.Handle.FullName}/actions/runs/{run.Id}/job/{job.Id}",
            ["check_run_url"] = $"{Url(run.Repository)}/check-runs/{job.Id}",
            ["status"] = "completed",
            ["conclusion"] = job.Job.Conclusion,
            ["created_at"] = Time(job.StartedAt),
            ["started_at"] = Time(job.StartedAt),
            ["completed_at"] = Time(job.CompletedAt),
            ["name"] = job.Job.Name,
            ["labels"] = new JsonArray("ubuntu-latest"),
            ["runner_id"] = 1,
            ["runner_name"] = "runner-1",
            ["runner_group_id"] = 1,
            ["runner_group_name"] = "Default",
            ["steps"] = new JsonArray([.. steps.Select((name, index) => new JsonObject
            {
                ["name"] = name,
                ["status"] = "completed",
                ["conclusion"] = name == job.Job.FailedStep ? job.Job.Conclusion : "success",
                ["number"] = index + 1,
                ["started_at"] = Time(job.StartedAt),
                ["completed_at"] = Time(job.CompletedAt),
            })]),
        };
    }

    public JsonObject Deployment(StoredRepository repository, StoredDeployment deployment) => new()
    {
        ["id"] = deployment.Id,
        ["node_id"] = Node("DE", deployment.Id),
        ["url"] = $"{Url(repository)}/deployments/{deployment.Id}",
        ["sha"] = deployment.Sha,
        ["ref"] = deployment.Ref,
        ["task"] = "deploy",
        ["payload"] = new JsonObject(),
        ["original_environment"] = deployment.Environment,
        ["environment"] = deployment.Environment,
        ["description"] = null,
        ["creator"] = User(deployment.Creator),
        ["created_at"] = Time(deployment.CreatedAt),
        ["updated_at"] = Time(deployment.CreatedAt),
        ["statuses_url"] = $"{Url(repository)}/deployments/{deployment.Id}/statuses",
        ["repository_url"] = Url(repository),
        ["transient_environment"] = false,
        ["production_environment"] = deployment.Environment == "production",
    };

    public JsonObject Status(StoredRepository repository, StoredDeployment deployment, StoredStatus status) => new()
    {
        ["id"] = status.Id,
        ["node_id"] = Node("DES", status.Id),
        ["url"] = $"{Url(repository)}/deployments/{deployment.Id}/statuses/{status.Id}",
        ["state"] = status.State,
        ["creator"] = User(status.Creator),
        ["description"] = status.Description,
        ["environment"] = deployment.Environment,
        ["target_url"] = status.LogUrl,
        ["log_url"] = status.LogUrl,
        ["environment_url"] = "",
        ["created_at"] = Time(status.At),
        ["updated_at"] = Time(status.At),
        ["deployment_url"] = $"{Url(repository)}/deployments/{deployment.Id}",
        ["repository_url"] = Url(repository),
    };

    public string Url(StoredRepository repository) => $"{Base}/repos/{repository.Handle.FullName}";

    public string Association(StoredRepository repository, GitHubUser user) => github.Members.Contains((repository.Handle.Owner, user.Id)) ? "MEMBER" : "NONE";

    private static string Node(string kind, long id) => $"{kind}_{Convert.ToBase64String(Encoding.ASCII.GetBytes(id.ToString(CultureInfo.InvariantCulture))).TrimEnd('=')}";
}
