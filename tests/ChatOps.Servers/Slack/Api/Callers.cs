using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

/// <summary>Whose token a call bears.</summary>
internal static class Callers
{
    public static SlackApp Identify(SlackSystem slack, HttpRequest request, JsonObject arguments, ApiMethod method)
    {
        const string bearer = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        // An app-level token is taken from the header alone, and no token from the query.
        var inBody = HttpMethods.IsGet(request.Method) || method.TakesAppToken ? null : (string?)arguments["token"];
        var token = header.StartsWith(bearer, StringComparison.OrdinalIgnoreCase) ? header[bearer.Length..].Trim() : inBody;
        arguments.Remove("token");
        if (string.IsNullOrEmpty(token))
        {
            throw new ApiRefusal("not_authed");
        }

        var app = slack.Workspace.Apps.FirstOrDefault(app => app.BotToken == token || app.AppToken == token) ?? throw new ApiRefusal("invalid_auth");
        if (app.TokenError is { } error)
        {
            throw new ApiRefusal(error);
        }

        if (method.TakesAppToken != (app.AppToken == token))
        {
            throw new ApiRefusal("not_allowed_token_type");
        }

        return app;
    }
}
