using ChatOps.Http;
using Microsoft.AspNetCore.Authentication;

namespace ChatOps.Bot.Auth;

/// <summary>Looks who calls, for endpoints that ask for a scope: bearer token, or the page's sign-in.</summary>
internal sealed class CallerCheck(RequestDelegate next, Tokens tokens, CallerLimits limits)
{
    private const string Bearer = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        var required = context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>();
        if (required is null) return next(context);
        if (tokens.Any) return CheckAsync(context, required);
        context.Features.Set(Caller.Anybody);
        return next(context);
    }

    private async Task CheckAsync(HttpContext context, RequiredScope required)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        var presented = Presented(context.Request);
        if (presented is not null && limits.TooManyFailures(address) is { } later)
        {
            await RefuseAsync(context, later, "Too many wrong tokens came from your address.").ConfigureAwait(false);
            return;
        }

        var caller = presented is null ? await SignedInAsync(context).ConfigureAwait(false) : tokens.Find(presented) is { } token ? Caller.Of(token) : null;
        if (caller is null)
        {
            if (presented is not null) limits.CountFailure(address);
            await AskToSignInAsync(context, required, presented is not null).ConfigureAwait(false);
            return;
        }

        if (!caller.May(required.Scope))
        {
            var word = required.Scope.ToString().ToLowerInvariant();
            await Problem.Of(StatusCodes.Status403Forbidden, $"The token {caller.Name} has not the scope {word}; Auth:Tokens:{caller.Name}:Scopes gives it.").ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        if (!required.IsPage && limits.TryTake(caller.Name) is { } wait)
        {
            await RefuseAsync(context, wait, "Those were too many requests.").ConfigureAwait(false);
            return;
        }

        context.Features.Set(caller);
        await next(context).ConfigureAwait(false);
    }

    private static string? Presented(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
    }

    private async Task<Caller?> SignedInAsync(HttpContext context)
    {
        var ticket = await context.AuthenticateAsync().ConfigureAwait(false);
        if (ticket.Principal?.FindFirst(SignIn.TokenClaim)?.Value is not { } name || tokens.Named(name) is not { } token) return null;
        context.User = ticket.Principal;
        return Caller.Of(token);
    }

    private static Task AskToSignInAsync(HttpContext context, RequiredScope required, bool wrong)
    {
        if (required.IsPage && HttpMethods.IsGet(context.Request.Method) && !context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Redirect($"{SignIn.Path}?then={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
            return Task.CompletedTask;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        var detail = wrong ? "The bearer token is none that Auth:Tokens holds." : "A bearer token is needed: Authorization: Bearer <the Secret of one of Auth:Tokens>.";
        return Problem.Of(StatusCodes.Status401Unauthorized, detail).ExecuteAsync(context);
    }

    private static Task RefuseAsync(HttpContext context, TimeSpan wait, string why)
    {
        Problem.SetRetryAfter(context.Response, wait);
        return Problem.Of(StatusCodes.Status429TooManyRequests, $"{why} Come again after the seconds in Retry-After.").ExecuteAsync(context);
    }
}
