using System.Text.Json.Nodes;
using ChatOps.Servers.GitHub.State;

namespace ChatOps.Servers.GitHub.Api;

/// <summary>What can be done to issues and comments, by whomever, with the events that tell of it.</summary>
internal static class Acts
{
    public static StoredIssue Open(GitHubSystem github, StoredRepository repository, GitHubUser by, string title, string body, IReadOnlyList<string> labels, bool byApp, bool isPullRequest = false)
    {
        var issue = new StoredIssue
        {
            Id = github.NextId(),
            Number = repository.Issues.Count + 1,
            Author = by,
            CreatedAt = github.Now,
            UpdatedAt = github.Now,
            Repository = repository,
            Title = title,
            Body = body,
            ByApp = byApp,
            IsPullRequest = isPullRequest,
        };
        issue.Called.AddRange(Mentions.Of(github, body));
        repository.Issues.Add(issue);
        Add(issue, labels);
        Tell(github, issue, by, "opened");
        foreach (var label in issue.Labels)
        {
            TellLabel(github, issue, by, "labeled", label);
        }

        return issue;
    }

    public static void Edit(GitHubSystem github, StoredIssue issue, GitHubUser by, string title, string body)
    {
        if (issue.Title == title && issue.Body == body)
        {
            return;
        }

        issue.Called.AddRange(Mentions.Of(github, body).Except(Mentions.Of(github, issue.Body)));
        (issue.Title, issue.Body, issue.UpdatedAt) = (title, body, github.Now);
        Tell(github, issue, by, "edited", ("changes", new JsonObject()));
    }

    public static void SetState(GitHubSystem github, StoredIssue issue, GitHubUser by, string state, string? reason)
    {
        issue.State = state;
        issue.StateReason = state == "closed" ? reason ?? "completed" : "reopened";
        issue.ClosedAt = state == "closed" ? github.Now : null;
        issue.UpdatedAt = github.Now;
        Tell(github, issue, by, state == "closed" ? "closed" : "reopened");
    }

    public static void SetLabels(GitHubSystem github, StoredIssue issue, GitHubUser by, IReadOnlyList<string> labels)
    {
        if (labels.Any(label => label.Length is 0 or > 50))
        {
            throw ApiError.Validation("Label", "name", "invalid");
        }

        if (labels.Distinct(StringComparer.OrdinalIgnoreCase).Count() > 100)
        {
            throw ApiError.Validation("Issue", "labels", "custom", "too many labels (maximum is 100)");
        }

        var before = issue.Labels.ToList();
        issue.Labels.Clear();
        Add(issue, labels);
        foreach (var gone in before.Except(issue.Labels, StringComparer.OrdinalIgnoreCase))
        {
            TellLabel(github, issue, by, "unlabeled", gone);
        }

        foreach (var added in issue.Labels.Except(before, StringComparer.OrdinalIgnoreCase))
        {
            TellLabel(github, issue, by, "labeled", added);
        }
    }

    public static StoredComment Comment(GitHubSystem github, StoredIssue issue, GitHubUser by, string body, bool byApp)
    {
        var comment = new StoredComment { Id = github.NextId(), Issue = issue, Author = by, Body = body, ByApp = byApp, CreatedAt = github.Now, UpdatedAt = github.Now };
        comment.Called.AddRange(Mentions.Of(github, body));
        issue.Comments.Add(comment);
        issue.UpdatedAt = github.Now;
        Tell(github, comment, by, "created");
        return comment;
    }

    public static void Edit(GitHubSystem github, StoredComment comment, GitHubUser by, string body)
    {
        var before = comment.Body;
        comment.Called.AddRange(Mentions.Of(github, body).Except(Mentions.Of(github, before)));
        (comment.Body, comment.UpdatedAt, comment.Edits) = (body, github.Now, comment.Edits + 1);
        Tell(github, comment, by, "edited", ("changes", new JsonObject { ["body"] = new JsonObject { ["from"] = before } }));
    }

    public static void Delete(GitHubSystem github, StoredComment comment, GitHubUser by)
    {
        comment.Issue.Comments.Remove(comment);
        Tell(github, comment, by, "deleted");
    }

    /// <summary>Runs the failed jobs of a run again: the same run, one attempt more.</summary>
    public static void Rerun(GitHubSystem github, StoredRun run, GitHubUser by)
    {
        run.Attempt++;
        run.Reruns.Add(github.Now);
        WorkflowRuns.Begin(github, run, by);
    }

    public static JsonObject Event(GitHubSystem github, StoredRepository repository, GitHubUser sender, string action, params IEnumerable<(string Name, JsonNode? Value)> parts)
    {
        var shapes = new Shapes(github);
        var payload = new JsonObject { ["action"] = action };
        foreach (var (name, value) in parts)
        {
            payload[name] = value;
        }

        payload["repository"] = shapes.Repository(repository);
        payload["sender"] = shapes.User(sender);
        payload["installation"] = new JsonObject { ["id"] = github.Installation, ["node_id"] = "MDIz" };
        return payload;
    }

    private static void Add(StoredIssue issue, IEnumerable<string> labels)
    {
        foreach (var label in labels.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            issue.Labels.Add(label);
            // A label that is not there yet is made.
            issue.Repository.Labels.TryAdd(label, "ededed");
        }
    }

    private static void Tell(GitHubSystem github, StoredIssue issue, GitHubUser by, string action, params IEnumerable<(string Name, JsonNode? Value)> more)
    {
        if (!issue.IsPullRequest)
        {
            github.Hook.Tell("issues", Event(github, issue.Repository, by, action, [("issue", new Shapes(github).Issue(issue)), .. more]));
        }
    }

    private static void TellLabel(GitHubSystem github, StoredIssue issue, GitHubUser by, string action, string label) =>
        Tell(github, issue, by, action, ("label", new Shapes(github).Label(issue.Repository, label)));

    private static void Tell(GitHubSystem github, StoredComment comment, GitHubUser by, string action, params IEnumerable<(string Name, JsonNode? Value)> more) =>
        github.Hook.Tell("issue_comment", Event(github, comment.Issue.Repository, by, action, [("issue", new Shapes(github).Issue(comment.Issue)), ("comment", new Shapes(github).Comment(comment)), .. more]));
}
