using System.Text.Json.Nodes;
using ChatOps.Servers.GitHub.State;

namespace ChatOps.Servers.GitHub.Api;

/// <summary>Accounts, rights and teams.</summary>
internal static class PeopleMethods
{
    public static ApiAnswer Self(ApiCall call) =>
        call.Caller.IsInstallation ? throw new ApiError(403, "Resource not accessible by integration") : ApiAnswer.Ok(call.Shapes.User(call.User));

    public static ApiAnswer ByLogin(ApiCall call) =>
        call.GitHub.Accounts.TryGetValue(call["login"], out var user) ? ApiAnswer.Ok(call.Shapes.User(user)) : throw ApiError.NotFound();

    public static ApiAnswer ById(ApiCall call) =>
        call.GitHub.Accounts.Values.FirstOrDefault(user => user.Id == call.Number("id")) is { } user ? ApiAnswer.Ok(call.Shapes.User(user)) : throw ApiError.NotFound();

    public static ApiAnswer Team(ApiCall call) =>
        call.GitHub.Teams.Find(team => team.Organization.Equals(call["org"], StringComparison.OrdinalIgnoreCase) && team.Slug.Equals(call["team"], StringComparison.OrdinalIgnoreCase)) is { } team
            ? ApiAnswer.Ok(new JsonObject { ["id"] = team.Id, ["node_id"] = "T_1", ["name"] = team.Slug, ["slug"] = team.Slug, ["privacy"] = "closed" })
            : throw ApiError.NotFound();

    public static ApiAnswer Repository(ApiCall call) => ApiAnswer.Ok(call.Shapes.Repository(call.Repository));

    public static ApiAnswer Permission(ApiCall call)
    {
        var user = call.GitHub.Accounts.GetValueOrDefault(call["login"]) ?? throw ApiError.NotFound();
        var role = GitHubSystem.RightOf(call.Repository, user);
        return ApiAnswer.Ok(new JsonObject
        {
            ["permission"] = role switch { "maintain" => "write", "triage" => "read", _ => role },
            ["role_name"] = role,
            ["user"] = call.Shapes.User(user),
        });
    }

    public static ApiAnswer Membership(ApiCall call)
    {
        var team = call.GitHub.Teams.Find(team => team.Organization.Equals(call["org"], StringComparison.OrdinalIgnoreCase) && team.Slug.Equals(call["team"], StringComparison.OrdinalIgnoreCase)) ?? throw ApiError.NotFound();
        return call.GitHub.Accounts.TryGetValue(call["login"], out var user) && call.GitHub.Members.Contains(($"{team.Organization}/{team.Slug}", user.Id))
            ? ApiAnswer.Ok(new JsonObject { ["url"] = $"{call.GitHub.Address}teams/{team.Id}/memberships/{user.Login}", ["role"] = "member", ["state"] = "active" })
            : throw ApiError.NotFound();
    }

    public static ApiAnswer Limits(ApiCall call)
    {
        var core = new JsonObject { ["limit"] = call.GitHub.Options.PrimaryLimit, ["remaining"] = call.GitHub.Options.PrimaryLimit, ["used"] = 0, ["reset"] = (call.GitHub.Now + TimeSpan.FromHours(1)).ToUnixTimeSeconds() };
        return ApiAnswer.Ok(new JsonObject { ["resources"] = new JsonObject { ["core"] = core.DeepClone(), ["search"] = core.DeepClone() }, ["rate"] = core });
    }

    public static ApiAnswer Search(ApiCall call)
    {
        // What was written lately is not found yet.
        var before = call.GitHub.Now - call.GitHub.Options.SearchLag;
        var words = (call.Query("q") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !word.Contains(':', StringComparison.Ordinal)).ToList();
        var found = call.GitHub.Repositories.SelectMany(repository => repository.Issues)
            .Where(issue => issue.UpdatedAt <= before && words.All(word => issue.Title.Contains(word, StringComparison.OrdinalIgnoreCase) || issue.Body.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .Select(issue => (JsonNode)call.Shapes.Issue(issue)).ToArray();
        return ApiAnswer.Ok(new JsonObject { ["total_count"] = found.Length, ["incomplete_results"] = false, ["items"] = new JsonArray(found) });
    }
}
