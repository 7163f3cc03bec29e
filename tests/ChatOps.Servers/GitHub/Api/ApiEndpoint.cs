using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Servers.GitHub.State;

namespace ChatOps.Servers.GitHub.Api;

/// <summary>The REST API, under <c>/</c> and <c>/api/v3/</c>: transport, token, rights, faults and limits around each method.</summary>
internal sealed class ApiEndpoint(GitHubSystem github)
{
    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.TrimStart('/');
        if (path.StartsWith("api/v3/", StringComparison.Ordinal))
        {
            path = path["api/v3/".Length..];
        }

        var request = new Request(context, ByName(path), github.Now);
        var fault = github.Faults.Next(context.Request.Method, request.Path);
        ApiAnswer answer;
        try
        {
            request.Body = await ReadAsync(context.Request);
            if (context.Request.Headers.UserAgent.Count == 0)
            {
                throw new ApiError(403, "Request forbidden by administrative rules. Please make sure your request has a User-Agent header");
            }

            if (await BeforeAsync(request, fault))
            {
                return;
            }

            answer = Perform(request);
        }
        catch (ApiError error)
        {
            answer = Refusal(request, error);
        }

        await AfterAsync(request, fault, answer);
    }

    private ApiAnswer Perform(Request request)
    {
        lock (github.Gate)
        {
            var caller = Callers.Identify(github, request.Context.Request);
            request.Caller = caller.Id;
            if (github.Rates.LeftOf(caller.Id, request.At) is { } left)
            {
                // Whoever does not wait is refused again.
                request.IsEarly = true;
                throw ApiError.Secondary(403, left);
            }

            var (used, limit, reset) = github.Rates.Count(caller.Id, request.At);
            var headers = request.Context.Response.Headers;
            headers["x-ratelimit-limit"] = Number(limit);
            headers["x-ratelimit-remaining"] = Number(Math.Max(0, limit - used));
            headers["x-ratelimit-used"] = Number(used);
            headers["x-ratelimit-reset"] = Number(reset.ToUnixTimeSeconds());
            headers["x-ratelimit-resource"] = "core";
            if (used > limit)
            {
                github.Rates.Told(caller.Id, reset);
                throw ApiError.Primary(github.Installation);
            }

            var (method, route) = ApiMethods.Find(request.Context.Request.Method, request.Path) ?? throw ApiError.NotFound();
            if (caller.IsApp && !method.Path.StartsWith("app", StringComparison.Ordinal) && !method.Path.EndsWith("/installation", StringComparison.Ordinal))
            {
                throw new ApiError(401, "Bad credentials");
            }

            if (caller.IsInstallation && method.Permission is { } permission && !Allowed(permission))
            {
                throw new ApiError(403, "Resource not accessible by integration") { Accepted = permission };
            }

            return method.Answer(new ApiCall(github, caller, route, request.Context.Request.Query, request.Body));
        }
    }

    private bool Allowed(string permission)
    {
        var (name, level) = permission.Split('=') is [var left, var right] ? (left, right) : (permission, "read");
        return github.Options.Permissions.TryGetValue(name, out var given) && (given == level || given == "write" || given == "admin");
    }

    private ApiAnswer Refusal(Request request, ApiError error)
    {
        var headers = request.Context.Response.Headers;
        if (error.Accepted is { } accepted)
        {
            headers["X-Accepted-GitHub-Permissions"] = accepted;
        }

        if (error.IsPrimary)
        {
            headers["x-ratelimit-remaining"] = "0";
        }

        if (error.RetryAfter is { } wait)
        {
            var seconds = (long)Math.Ceiling(wait.TotalSeconds);
            headers["retry-after"] = Number(seconds);
            if (!request.IsEarly)
            {
                github.Rates.Told(request.Caller ?? "", github.Now + TimeSpan.FromSeconds(seconds));
            }
        }

        var body = new JsonObject { ["message"] = error.Message, ["documentation_url"] = "https://docs.github.com/rest", ["status"] = Number(error.Status) };
        if (error.Errors is { } errors)
        {
            body["errors"] = errors;
        }

        return new ApiAnswer(error.Status, body);
    }

    private async Task<bool> BeforeAsync(Request request, GitHubFault? fault)
    {
        switch (fault?.Kind)
        {
            case GitHubFaultKind.PrimaryLimit:
                request.Caller = CallerOf(request);
                var reset = github.Now + fault.Duration;
                request.Context.Response.Headers["x-ratelimit-limit"] = Number(github.Options.PrimaryLimit);
                request.Context.Response.Headers["x-ratelimit-reset"] = Number((long)Math.Ceiling(reset.ToUnixTimeMilliseconds() / 1000.0));
                lock (github.Gate)
                {
                    github.Rates.Told(request.Caller ?? "", reset);
                }

                throw ApiError.Primary(github.Installation);
            case GitHubFaultKind.SecondaryLimit or GitHubFaultKind.SecondaryLimit429:
                request.Caller = CallerOf(request);
                throw ApiError.Secondary(fault.Kind == GitHubFaultKind.SecondaryLimit ? 403 : 429, fault.Duration);
            case GitHubFaultKind.SecondaryLimitWithoutTime:
                throw ApiError.Secondary(403, null);
            case GitHubFaultKind.ServerError:
                throw new ApiError(500, "Server Error");
            case GitHubFaultKind.BadGateway:
                await PageAsync(request);
                return true;
            case GitHubFaultKind.CutBefore:
                Cut(request);
                return true;
            default:
                return false;
        }
    }

    private async Task AfterAsync(Request request, GitHubFault? fault, ApiAnswer answer)
    {
        switch (fault?.Kind)
        {
            case GitHubFaultKind.CutAfter:
                Cut(request);
                return;
            case GitHubFaultKind.BadGatewayAfter:
                await PageAsync(request);
                return;
            case GitHubFaultKind.Slow:
                await Task.Delay(fault.Duration, github.Time, request.Context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
        }

        var response = request.Context.Response;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        response.Headers["X-GitHub-Request-Id"] = RandomNumberGenerator.GetHexString(16);
        response.StatusCode = answer.Status;
        Record(request, answer.Status);
        if (answer.Body is not { } body)
        {
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        if (answer.Status == 200 && request.Context.Request.Method == "GET")
        {
            var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..16])}\"";
            response.Headers.ETag = tag;
            if (request.Context.Request.Headers.IfNoneMatch == tag)
            {
                response.StatusCode = 304;
                return;
            }
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes);
    }

    private async Task PageAsync(Request request)
    {
        Record(request, 502);
        request.Context.Response.StatusCode = 502;
        request.Context.Response.ContentType = "text/html";
        await request.Context.Response.WriteAsync("<html><body><h1>502 Bad Gateway</h1></body></html>");
    }

    private string? CallerOf(Request request)
    {
        lock (github.Gate)
        {
            return Callers.Identify(github, request.Context.Request).Id;
        }
    }

    private void Cut(Request request)
    {
        Record(request, 0);
        request.Context.Abort();
    }

    private void Record(Request request, int status)
    {
        lock (github.Gate)
        {
            github.Calls.Add(new GitHubCall(request.At, request.Context.Request.Method, request.Path, request.Caller, status, request.IsEarly, request.Body.ToJsonString()));
        }
    }

    /// <summary>Pages name a repository by its number.</summary>
    private string ByName(string path)
    {
        var parts = path.Split('/', 3);
        if (parts is not ["repositories", var number, ..] || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return path;
        }

        lock (github.Gate)
        {
            return github.Repositories.Find(one => one.Handle.Id == id) is { } found ? $"repos/{found.Handle.FullName}{(parts.Length > 2 ? "/" + parts[2] : "")}" : path;
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>JSON, whatever its sender calls it: Octokit.net calls it a form.</summary>
    private static async Task<JsonObject> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        if (text.Length == 0)
        {
            return [];
        }

        try
        {
            return JsonNode.Parse(text) switch
            {
                JsonObject body => body,
                JsonArray list => new JsonObject { ["labels"] = list.DeepClone() },
                _ => throw new ApiError(400, "Body should be a JSON object"),
            };
        }
        catch (JsonException)
        {
            throw new ApiError(400, "Problems parsing JSON");
        }
    }

    private sealed class Request(HttpContext context, string path, DateTimeOffset at)
    {
        public HttpContext Context { get; } = context;

        public string Path { get; } = path;

        public DateTimeOffset At { get; } = at;

        public JsonObject Body { get; set; } = [];

        public string? Caller { get; set; }

        public bool IsEarly { get; set; }
    }
}
