using System.Text.Json.Nodes;
using ChatOps.Servers.GitHub.State;

namespace ChatOps.Servers.GitHub.Api;

/// <summary>Issues, their labels and reactions.</summary>
internal static class IssueMethods
{
    private const int LongestBody = 65_536;

    public static ApiAnswer List(ApiCall call)
    {
        var repository = call.Repository;
        var state = call.Query("state") ?? "open";
        var labels = (call.Query("labels") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        var since = DateTimeOffset.TryParse(call.Query("since"), System.Globalization.CultureInfo.InvariantCulture, out var at) ? at : DateTimeOffset.MinValue;
        var found = repository.Issues
            .Where(issue => (state == "all" || issue.State == state) && labels.All(label => issue.Labels.Contains(label, StringComparer.OrdinalIgnoreCase)))
            .Where(issue => issue.UpdatedAt >= since && (call.Query("creator") is not { } creator || string.Equals(creator, issue.Author.Login, StringComparison.OrdinalIgnoreCase)))
            .OrderByDescending(issue => issue.Number);
        return Paging.Page(call, found, call.Shapes.Issue, repository, "issues");
    }

    public static ApiAnswer Get(ApiCall call) => ApiAnswer.Ok(call.Shapes.Issue(call.Issue));

    public static ApiAnswer Create(ApiCall call)
    {
        var repository = call.Repository;
        if (repository.IssuesDisabled)
        {
            throw new ApiError(410, "Issues are disabled for this repo");
        }

        var title = call.Text("title") ?? throw ApiError.Validation("Issue", "title", "missing_field");
        var body = call.Text("body") ?? "";
        Check(title, body);
        call.Creates();
        // Without push access what only a maintainer may set is dropped without a word.
        var labels = MayPush(call, repository) ? ApiCall.Texts(call.Body["labels"]) : [];
        var issue = Acts.Open(call.GitHub, repository, call.User, title, body, labels, call.Caller.IsInstallation);
        return ApiAnswer.Created(call.Shapes.Issue(issue));
    }

    public static ApiAnswer Edit(ApiCall call)
    {
        var issue = call.Issue;
        var title = call.Text("title") ?? issue.Title;
        var body = call.Text("body") ?? issue.Body;
        Check(title, body);
        if (call.Body["labels"] is JsonArray labels)
        {
            Acts.SetLabels(call.GitHub, issue, call.User, ApiCall.Texts(labels));
        }

        Acts.Edit(call.GitHub, issue, call.User, title, body);
        if (call.Text("state") is { } state && state != issue.State)
        {
            Acts.SetState(call.GitHub, issue, call.User, state, call.Text("state_reason"));
        }

        return ApiAnswer.Ok(call.Shapes.Issue(issue));
    }

    public static ApiAnswer Labels(ApiCall call) =>
        ApiAnswer.Ok(new JsonArray([.. call.Issue.Labels.Select(label => call.Shapes.Label(call.Repository, label))]));

    public static ApiAnswer AddLabels(ApiCall call)
    {
        var issue = call.Issue;
        Acts.SetLabels(call.GitHub, issue, call.User, [.. issue.Labels, .. ApiCall.Texts(call.Body["labels"])]);
        return Labels(call);
    }

    public static ApiAnswer ReplaceLabels(ApiCall call)
    {
        Acts.SetLabels(call.GitHub, call.Issue, call.User, ApiCall.Texts(call.Body["labels"]));
        return Labels(call);
    }

    public static ApiAnswer RemoveLabel(ApiCall call)
    {
        var issue = call.Issue;
        if (!issue.Labels.Contains(call["label"], StringComparer.OrdinalIgnoreCase))
        {
            throw new ApiError(404, "Label does not exist");
        }

        Acts.SetLabels(call.GitHub, issue, call.User, [.. issue.Labels.Where(label => !label.Equals(call["label"], StringComparison.OrdinalIgnoreCase))]);
        return Labels(call);
    }

    public static ApiAnswer RepositoryLabels(ApiCall call) =>
        Paging.Page(call, call.Repository.Labels.Keys, name => call.Shapes.Label(call.Repository, name), call.Repository, "labels");

    public static ApiAnswer CreateLabel(ApiCall call)
    {
        var name = call.Text("name") ?? throw ApiError.Validation("Label", "name", "missing_field");
        if (name.Length > 50)
        {
            throw ApiError.Validation("Label", "name", "custom", "name is too long (maximum is 50 characters)");
        }

        if (!call.Repository.Labels.TryAdd(name, call.Text("color") ?? "ededed"))
        {
            throw ApiError.Validation("Label", "name", "already_exists");
        }

        return ApiAnswer.Created(call.Shapes.Label(call.Repository, name));
    }

    public static ApiAnswer React(ApiCall call) => React(call, call.Issue.Reactions);

    public static ApiAnswer Reactions(ApiCall call) => Paging.Page(call, call.Issue.Reactions, call.Shapes.Reaction, call.Repository, $"issues/{call["number"]}/reactions");

    public static ApiAnswer React(ApiCall call, List<StoredReaction> reactions)
    {
        var content = call.Text("content") ?? "";
        if (content is not ("+1" or "-1" or "laugh" or "confused" or "heart" or "hooray" or "rocket" or "eyes"))
        {
            throw ApiError.Validation("Reaction", "content", "invalid");
        }

        if (reactions.Find(one => one.User.Id == call.User.Id && one.Content == content) is { } known)
        {
            return ApiAnswer.Ok(call.Shapes.Reaction(known));
        }

        call.Creates();
        var made = new StoredReaction(call.GitHub.NextId(), call.User, content, call.GitHub.Now);
        reactions.Add(made);
        return ApiAnswer.Created(call.Shapes.Reaction(made));
    }

    public static bool MayPush(ApiCall call, StoredRepository repository) =>
        call.Caller.IsInstallation ? call.GitHub.Options.Permissions.GetValueOrDefault("issues") == "write" : GitHubSystem.RightOf(repository, call.User) is "admin" or "maintain" or "write";

    private static void Check(string title, string body)
    {
        if (title.Length > 256)
        {
            throw ApiError.Validation("Issue", "title", "custom", "title is too long (maximum is 256 characters)");
        }

        if (body.Length > LongestBody)
        {
            throw ApiError.Validation("Issue", "body", "custom", "body is too long (maximum is 65536 characters)");
        }
    }
}
