using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.Servers.GitHub.State;

namespace ChatOps.Servers.GitHub.Api;

/// <summary>Who calls: somebody with a token, the app's installation, or the app itself with a signed claim.</summary>
/// <param name="Id">What the limits count by.</param>
/// <param name="User">As whom it acts; null for the app itself.</param>
internal sealed record Caller(string Id, GitHubUser? User)
{
    public bool IsApp => User is null;

    public bool IsInstallation { get; init; }
}

/// <summary>One call, with what it names.</summary>
internal sealed class ApiCall(GitHubSystem github, Caller caller, IReadOnlyDictionary<string, string> route, IQueryCollection query, JsonObject body)
{
    public GitHubSystem GitHub => github;

    public Caller Caller => caller;

    public GitHubUser User => caller.User ?? throw new ApiError(401, "A JSON web token could not be used here");

    public JsonObject Body => body;

    public Shapes Shapes { get; } = new(github);

    public string this[string name] => route[name];

    public long Number(string name) => long.TryParse(route[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw ApiError.NotFound();

    public string? Query(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;

    public string? Text(string name) => body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static IReadOnlyList<string> Texts(JsonNode? node) =>
        [.. (node as JsonArray ?? []).Select(item => item is JsonObject named ? (string?)named["name"] : (string?)item).OfType<string>()];

    public StoredRepository Repository
    {
        get
        {
            var found = github.Find($"{route["owner"]}/{route["repo"]}") ?? throw ApiError.NotFound();
            return caller.IsInstallation ? found.IsInstalled ? found : throw ApiError.NotFound() : caller.IsApp || GitHubSystem.RightOf(found, User) != "none" ? found : throw ApiError.NotFound();
        }
    }

    public StoredIssue Issue => Repository.Issues.Find(issue => issue.Number == Number("number")) ?? throw ApiError.NotFound();

    public StoredComment Comment => Repository.Issues.SelectMany(issue => issue.Comments).FirstOrDefault(comment => comment.Id == Number("comment")) ?? throw ApiError.NotFound();

    public StoredRun Run => Repository.Runs.Find(run => run.Id == Number("run")) ?? throw ApiError.NotFound();

    /// <summary>Creates content: too much of it is the secondary limit.</summary>
    public void Creates()
    {
        if (github.Rates.Create(caller.Id, github.Now) is { } wait)
        {
            throw ApiError.Secondary(403, wait);
        }
    }
}

/// <summary>What is answered.</summary>
internal sealed record ApiAnswer(int Status, JsonNode? Body = null)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    public static ApiAnswer Ok(JsonNode body) => new(200, body);

    public static ApiAnswer Created(JsonNode body) => new(201, body);

    public static readonly ApiAnswer None = new(204);
}

/// <summary>A refusal, as GitHub words it.</summary>
internal sealed class ApiError(int status, string message, JsonArray? errors = null) : Exception(message)
{
    public int Status => status;

    public JsonArray? Errors => errors;

    public TimeSpan? RetryAfter { get; private init; }

    public bool IsPrimary { get; private init; }

    public string? Accepted { get; init; }

    public static ApiError NotFound() => new(404, "Not Found");

    public static ApiError Validation(string resource, string field, string code, string? text = null)
    {
        var error = new JsonObject { ["resource"] = resource, ["code"] = code, ["field"] = field };
        if (text is not null)
        {
            error["message"] = text;
        }

        return new ApiError(422, "Validation Failed", new JsonArray(error));
    }

    public static ApiError Secondary(int status, TimeSpan? wait) =>
        new(status, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.") { RetryAfter = wait };

    public static ApiError Primary(long id) =>
        new(403, string.Create(CultureInfo.InvariantCulture, $"API rate limit exceeded for installation ID {id}.")) { IsPrimary = true };
}
