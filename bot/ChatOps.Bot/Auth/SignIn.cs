using System.Net;
using System.Security.Claims;
using ChatOps.Bot.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ChatOps.Bot.Auth;

/// <summary>The page's sign-in by token, where tokens are configured. The cookie is worth nothing after a restart.</summary>
internal static class SignIn
{
    public const string Path = "/signin";

    /// <summary>The claim that holds the token's name.</summary>
    public const string TokenClaim = "chatops:token";

    private const int MostCharacters = 4096;

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext context) => Page(context.Request.Query["then"], null)).ExcludeFromDescription();
        routes.MapPost(Path, EnterAsync).ExcludeFromDescription();
        routes.MapPost("/signout", (Delegate)LeaveAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> EnterAsync(HttpContext context, Tokens tokens, CallerLimits limits)
    {
        if (!context.Request.HasFormContentType || context.Request.ContentLength > MostCharacters) return Page(null, "The form could not be read. Try again.");
        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        var then = form["then"].ToString();
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        if (limits.TooManyFailures(address) is { } wait) return Page(then, $"Too many wrong tokens. Try again in {(int)Math.Ceiling(wait.TotalSeconds)} s.");
        if (tokens.Find(form["token"].ToString()) is not { } token)
        {
            limits.CountFailure(address);
            return Page(then, "This token is not known.");
        }

        if (!token.Scopes.Contains(TokenScope.Read)) return Page(then, $"The token {token.Name} may not read; its Scopes need the word read.");
        var identity = new ClaimsIdentity([new Claim(TokenClaim, token.Name)], CookieAuthenticationDefaults.AuthenticationScheme);
        if (token.Person is not null) identity.AddClaim(new Claim(identity.NameClaimType, token.Person));
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity)).ConfigureAwait(false);
        return Results.LocalRedirect(IsLocal(then) ? then : "/");
    }

    private static async Task<IResult> LeaveAsync(HttpContext context)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme).ConfigureAwait(false);
        return Results.LocalRedirect(Path);
    }

    private static bool IsLocal(string path) => path.Length > 0 && path[0] == '/' && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl);

    private static IResult Page(string? then, string? mistake) => Results.Content($$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in · ChatOps</title>
        <style>
        :root { color-scheme: light dark; }
        body { font: 16px/1.5 system-ui, sans-serif; display: grid; place-items: center; min-height: 95vh; margin: 0 1rem; }
        form { display: grid; gap: .75rem; width: min(24rem, 100%); }
        input, button { font: inherit; padding: .6rem; border-radius: .4rem; border: 1px solid GrayText; }
        [role=alert] { margin: 0; font-weight: 600; }
        </style>
        </head>
        <body>
        <main>
        <form method="post" action="{{Path}}">
        <h1>ChatOps</h1>
        {{(mistake is null ? "" : $"<p role=\"alert\">{WebUtility.HtmlEncode(mistake)}</p>")}}
        <label for="token">Your token</label>
        <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
        <input type="hidden" name="then" value="{{WebUtility.HtmlEncode(then ?? "/")}}">
        <button>Sign in</button>
        <p>It is the <code>Secret</code> of one of <code>Auth:Tokens</code>; whoever runs the bot hands it out.</p>
        </form>
        </main>
        </body>
        </html>
        """, "text/html; charset=utf-8", statusCode: mistake is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
}
