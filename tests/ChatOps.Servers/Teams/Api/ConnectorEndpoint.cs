using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Servers.Teams.Keys;
using ChatOps.Servers.Teams.Limits;
using ChatOps.Servers.Teams.State;
using Microsoft.AspNetCore.Http.Features;

namespace ChatOps.Servers.Teams.Api;

/// <summary>The front of the REST API: token, faults, rates, sizes, forms of errors; what is done stands in the files beside.</summary>
internal sealed class ConnectorEndpoint(Tenancy tenancy, BotTokens tokens, TeamsFaults faults, TeamsServerOptions options)
{
    private readonly RateWindows rates = new(options.Time);
    private readonly ConversationCalls conversations = new(tenancy, options);
    private readonly MemberCalls members = new(tenancy);

    public async Task HandleAsync(HttpContext context, string path)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var parts = Parts(context);
        var place = parts is ["v3", "conversations", var id, ..] ? Root(id) : Creating(body);
        var fault = faults.Next(context.Request.Method, place);
        if (fault?.Cut == TeamsCut.Before)
        {
            Tell(context, path, 0, body);
            context.Abort();
            return;
        }

        var (status, answer, retryAfter) = fault is { Cut: TeamsCut.No } ? (fault.Status, Fault(fault), fault.RetryAfter) : Serve(context, parts, body, place);
        Tell(context, path, fault?.Cut == TeamsCut.After ? 0 : status, body);
        if (fault?.Cut == TeamsCut.After)
        {
            context.Abort();
            return;
        }

        if (retryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.Response.StatusCode = status;
        context.Response.Headers["MS-CV"] = "test";
        if (answer is null) return;
        context.Response.ContentType = fault is { IsHtml: true } ? "text/html" : "application/json; charset=utf-8";
        await context.Response.WriteAsync(answer);
    }

    private (int Status, string? Body, int? RetryAfter) Serve(HttpContext context, string[] parts, string body, string? place)
    {
        lock (tenancy.Gate)
        {
            try
            {
                if (!tokens.IsGood(context.Request)) throw new ConnectorError(401, "BotNotRegistered", "Authorization has been denied for this request.");
                // An id that was escaped not at all, or twice, is an id that nobody knows.
                var raw = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
                if (raw.Contains(';', StringComparison.Ordinal) || raw.Contains('@', StringComparison.Ordinal)) throw ConnectorError.BadSyntax("The conversation id is not escaped.");
                if (body.Length > options.MostCharacters) throw new ConnectorError(413, "MessageSizeTooBig", "Message size too large.");
                var json = Read(body, context.Request.Method);
                if (place is not null && options.RateLimits && rates.Take(place, context.Request.Method == "GET") is { } wait) throw new ConnectorError(429, "Throttled", "Too many requests.") { RetryAfter = wait };
                var targeted = context.Request.Query["isTargetedActivity"] == "true";
                var (status, answer) = context.Request.Method == "GET" ? members.Serve(parts, context.Request.Query) : conversations.Serve(context.Request.Method, parts, json, targeted);
                return (status, answer?.ToJsonString(), null);
            }
            catch (ConnectorError error)
            {
                return (error.Status, Error(error.Code, error.Message), error.RetryAfter);
            }
        }
    }

    private static JsonObject? Read(string body, string method)
    {
        if (method is "GET" or "DELETE") return null;
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw ConnectorError.BadSyntax("The body is no object.");
        }
        catch (JsonException)
        {
            throw ConnectorError.BadSyntax("The body is no JSON.");
        }
    }

    private static string? Creating(string body)
    {
        try
        {
            return (string?)JsonNode.Parse(body)?["channelData"]?["channel"]?["id"];
        }
        catch (Exception odd) when (odd is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Fault(TeamsFault fault) =>
        fault.IsHtml ? "<html><body><h1>Bad Gateway</h1></body></html>"
        : fault.IsNested ? new JsonObject { ["errorCode"] = 209, ["message"] = new JsonObject { ["subCode"] = fault.Code, ["details"] = "told otherwise" }.ToJsonString() }.ToJsonString()
        : Error(fault.Code, "by intention");

    private static string Error(string code, string message) => new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }.ToJsonString();

    private static string[] Parts(HttpContext context) =>
        [.. context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(2).Select(Uri.UnescapeDataString)];

    private static string Root(string id) => id.Split(";messageid=")[0];

    private void Tell(HttpContext context, string path, int status, string body)
    {
        lock (tenancy.Gate)
        {
            tenancy.Calls.Add(new TeamsCall(context.Request.Method, path, status, options.Time.GetUtcNow(), body.Length));
        }
    }
}
