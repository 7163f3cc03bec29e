using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

/// <summary><c>/api/{method}</c>: transport, token, scope, faults and rates around each method.</summary>
internal sealed class ApiEndpoint(SlackSystem slack)
{
    private const int TooManyRequests = 429;

    public async Task HandleAsync(HttpContext context, string name)
    {
        var request = new Request(context, name, slack.Time.GetUtcNow());
        if (slack.Faults.IsOutage)
        {
            await EndAsync(request, 503, "upstream is away");
            return;
        }

        JsonObject answer;
        SlackFault? fault = null;
        try
        {
            request.Arguments = await ArgumentReading.ReadAsync(context.Request);
            var method = ApiMethods.Find(name) ?? throw new ApiRefusal("unknown_method", new JsonObject { ["req_method"] = name });
            if (!method.Reads && !method.IsOpen && HttpMethods.IsGet(context.Request.Method))
            {
                throw new ApiRefusal("insecure_request");
            }

            fault = slack.Faults.Next(name, request.Channel);
            if (await BeforeAsync(request, fault))
            {
                return;
            }

            answer = Perform(request, method);
            if (request.RetryAfter is { } seconds)
            {
                await LimitAsync(request, seconds);
                return;
            }
        }
        catch (ApiRefusal refusal)
        {
            answer = refusal.ToJson();
        }

        await AfterAsync(request, fault, answer);
    }

    private JsonObject Perform(Request request, ApiMethod method)
    {
        lock (slack.Gate)
        {
            if (method.IsOpen)
            {
                return Ok(method.Answer(new ApiCall(slack, slack.Workspace.Apps[0], request.Arguments)), []);
            }

            var app = Callers.Identify(slack, request.Context.Request, request.Arguments, method);
            request.Context.Response.Headers["x-oauth-scopes"] = string.Join(',', app.Scopes.Order(StringComparer.Ordinal));
            request.Context.Response.Headers["x-accepted-oauth-scopes"] = method.Scope ?? "";
            if (slack.Rates.Take(app.Id, method.Name, method.Tier, request.Channel) is { RetryAfter: not null } verdict)
            {
                (request.RetryAfter, request.IsEarly) = (verdict.RetryAfter, verdict.IsEarly);
                return [];
            }

            var call = new ApiCall(slack, app, request.Arguments);
            if (method.Scope is { } scope)
            {
                call.Need(scope);
            }

            return Ok(method.Answer(call), call.Warnings);
        }
    }

    private static JsonObject Ok(JsonObject fields, List<string> warnings)
    {
        fields.Insert(0, "ok", true);
        if (warnings.Count > 0)
        {
            fields["warning"] = string.Join(',', warnings);
            fields.TryAdd("response_metadata", new JsonObject());
            fields["response_metadata"]!["warnings"] = new JsonArray([.. warnings.Select(warning => JsonValue.Create(warning))]);
        }

        return fields;
    }

    private async Task<bool> BeforeAsync(Request request, SlackFault? fault)
    {
        switch (fault?.Kind)
        {
            case SlackFaultKind.RateLimited:
                var caller = CallerId(request);
                await LimitAsync(request, slack.Rates.Refuse(caller, request.Method, fault.Channel, fault.Duration).RetryAfter!.Value);
                return true;
            case SlackFaultKind.ServerError:
                await EndAsync(request, 500, "Internal Server Error");
                return true;
            case SlackFaultKind.InternalError:
                throw new ApiRefusal("internal_error");
            case SlackFaultKind.CutBefore:
                Cut(request);
                return true;
            default:
                return false;
        }
    }

    private async Task AfterAsync(Request request, SlackFault? fault, JsonObject answer)
    {
        switch (fault?.Kind)
        {
            case SlackFaultKind.CutAfter:
                Cut(request);
                return;
            case SlackFaultKind.InternalErrorAfter when (bool)answer["ok"]!:
                answer = new ApiRefusal("internal_error").ToJson();
                break;
            case SlackFaultKind.Slow:
                await Task.Delay(fault.Duration, slack.Time, request.Context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
        }

        Record(request, 200, (string?)answer["error"]);
        request.Context.Response.ContentType = "application/json; charset=utf-8";
        await request.Context.Response.WriteAsync(answer.ToJsonString());
    }

    private string CallerId(Request request)
    {
        lock (slack.Gate)
        {
            return Callers.Identify(slack, request.Context.Request, request.Arguments, ApiMethods.Find(request.Method)!).Id;
        }
    }

    private async Task LimitAsync(Request request, int seconds)
    {
        Record(request, TooManyRequests, "ratelimited");
        request.Context.Response.StatusCode = TooManyRequests;
        request.Context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        request.Context.Response.ContentType = "application/json; charset=utf-8";
        await request.Context.Response.WriteAsync("""{"ok":false,"error":"ratelimited"}""");
    }

    private async Task EndAsync(Request request, int status, string text)
    {
        Record(request, status, text);
        request.Context.Response.StatusCode = status;
        await request.Context.Response.WriteAsync(text);
    }

    private void Cut(Request request)
    {
        Record(request, 0, "cut");
        request.Context.Abort();
    }

    private void Record(Request request, int status, string? error) =>
        slack.Log.Add(new SlackCall(request.At, request.Method, request.Channel, request.Arguments, status, error, request.IsEarly));

    private sealed class Request(HttpContext context, string method, DateTimeOffset at)
    {
        public HttpContext Context { get; } = context;

        public string Method { get; } = method;

        public DateTimeOffset At { get; } = at;

        public JsonObject Arguments { get; set; } = [];

        public int? RetryAfter { get; set; }

        public bool IsEarly { get; set; }

        public string? Channel => Arguments["channel"] is JsonValue value && value.TryGetValue<string>(out var channel) ? channel : null;
    }
}
