namespace ChatOps.Servers.GitHub.Api;

/// <summary>One method of the API.</summary>
/// <param name="Verb">GET, POST, …</param>
/// <param name="Path">Its path; what stands in braces is given to it.</param>
/// <param name="Permission">What an installation needs (<c>issues=write</c>); null: nothing.</param>
/// <param name="Answer">Does it.</param>
internal sealed record ApiMethod(string Verb, string Path, string? Permission, Func<ApiCall, ApiAnswer> Answer)
{
    public string[] Parts { get; } = Path.Split('/');
}

/// <summary>The methods that this GitHub has.</summary>
internal static class ApiMethods
{
    private const string Repo = "repos/{owner}/{repo}";

    private static readonly ApiMethod[] All =
    [
        new("GET", "app", null, AppMethods.App),
        new("GET", "app/installations", null, AppMethods.Installations),
        new("POST", "app/installations/{installation}/access_tokens", null, AppMethods.Token),
        new("GET", "app/hook/deliveries", null, AppMethods.Deliveries),
        new("POST", "app/hook/deliveries/{delivery}/attempts", null, AppMethods.Redeliver),
        new("GET", Repo + "/installation", null, AppMethods.OfRepository),
        new("GET", "user", null, PeopleMethods.Self),
        new("GET", "users/{login}", null, PeopleMethods.ByLogin),
        new("GET", "user/{id}", null, PeopleMethods.ById),
        new("GET", "orgs/{org}/teams/{team}", "members=read", PeopleMethods.Team),
        new("GET", "rate_limit", null, PeopleMethods.Limits),
        new("GET", "search/issues", null, PeopleMethods.Search),
        new("GET", "orgs/{org}/teams/{team}/memberships/{login}", "members=read", PeopleMethods.Membership),
        new("GET", Repo, "metadata=read", PeopleMethods.Repository),
        new("GET", Repo + "/collaborators/{login}/permission", "metadata=read", PeopleMethods.Permission),
        new("GET", Repo + "/issues", "issues=read", IssueMethods.List),
        new("POST", Repo + "/issues", "issues=write", IssueMethods.Create),
        new("GET", Repo + "/issues/{number}", "issues=read", IssueMethods.Get),
        new("PATCH", Repo + "/issues/{number}", "issues=write", IssueMethods.Edit),
        new("GET", Repo + "/issues/{number}/comments", "issues=read", CommentMethods.List),
        new("POST", Repo + "/issues/{number}/comments", "issues=write", CommentMethods.Create),
        new("GET", Repo + "/issues/{number}/labels", "issues=read", IssueMethods.Labels),
        new("POST", Repo + "/issues/{number}/labels", "issues=write", IssueMethods.AddLabels),
        new("PUT", Repo + "/issues/{number}/labels", "issues=write", IssueMethods.ReplaceLabels),
        new("DELETE", Repo + "/issues/{number}/labels/{label}", "issues=write", IssueMethods.RemoveLabel),
        new("GET", Repo + "/issues/{number}/reactions", "issues=read", IssueMethods.Reactions),
        new("POST", Repo + "/issues/{number}/reactions", "issues=write", IssueMethods.React),
        new("GET", Repo + "/issues/comments/{comment}", "issues=read", CommentMethods.Get),
        new("PATCH", Repo + "/issues/comments/{comment}", "issues=write", CommentMethods.Edit),
        new("GET", Repo + "/issues/comments/{comment}/reactions", "issues=read", CommentMethods.Reactions),
        new("POST", Repo + "/issues/comments/{comment}/reactions", "issues=write", CommentMethods.React),
        new("GET", Repo + "/labels", "issues=read", IssueMethods.RepositoryLabels),
        new("POST", Repo + "/labels", "issues=write", IssueMethods.CreateLabel),
        new("GET", Repo + "/actions/runs", "actions=read", ActionsMethods.Runs),
        new("GET", Repo + "/actions/runs/{run}", "actions=read", ActionsMethods.Run),
        new("GET", Repo + "/actions/runs/{run}/jobs", "actions=read", ActionsMethods.Jobs),
        new("GET", Repo + "/actions/runs/{run}/attempts/{attempt}/jobs", "actions=read", ActionsMethods.JobsOfAttempt),
        new("POST", Repo + "/actions/runs/{run}/rerun", "actions=write", ActionsMethods.Rerun),
        new("POST", Repo + "/actions/runs/{run}/rerun-failed-jobs", "actions=write", ActionsMethods.Rerun),
        new("GET", Repo + "/actions/jobs/{job}", "actions=read", ActionsMethods.Job),
        new("GET", Repo + "/actions/jobs/{job}/logs", "actions=read", ActionsMethods.JobLog),
        new("GET", Repo + "/actions/workflows/{workflow}/runs", "actions=read", ActionsMethods.RunsOfWorkflow),
        new("POST", Repo + "/actions/workflows/{workflow}/dispatches", "actions=write", ActionsMethods.Dispatch),
        new("GET", Repo + "/commits/{sha}", "contents=read", ActionsMethods.Commit),
        new("GET", Repo + "/compare/{range}", "contents=read", ActionsMethods.Compare),
        new("GET", Repo + "/deployments", "deployments=read", ActionsMethods.Deployments),
        new("GET", Repo + "/deployments/{deployment}/statuses", "deployments=read", ActionsMethods.Statuses),
    ];

    public static (ApiMethod Method, IReadOnlyDictionary<string, string> Route)? Find(string verb, string path)
    {
        var parts = path.Split('/');
        foreach (var method in All)
        {
            if (method.Verb == verb && Match(method.Parts, parts) is { } route)
            {
                return (method, route);
            }
        }

        return null;
    }

    private static Dictionary<string, string>? Match(string[] pattern, string[] parts)
    {
        if (pattern.Length != parts.Length)
        {
            return null;
        }

        var route = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < parts.Length; i++)
        {
            if (pattern[i].StartsWith('{'))
            {
                route[pattern[i].Trim('{', '}')] = Uri.UnescapeDataString(parts[i]);
            }
            else if (pattern[i] != parts[i])
            {
                return null;
            }
        }

        return route;
    }
}
