using System.Security.Claims;
using ChatOps.Bot.Configuration;
using ChatOps.Core.OnCall;
using Microsoft.AspNetCore.Mvc;

namespace ChatOps.Bot.Dashboard.Guard;

/// <summary>
/// "I am …": on a bot that only this machine reaches and that knows no token, people pick themselves by name. Elsewhere the sign-in says who
/// somebody is, and nothing here does anything.
/// </summary>
internal static class PersonChoice
{
    /// <summary>Where the choice is posted to.</summary>
    public const string Path = "/dashboard/person";

    private const string Cookie = "chatops-person";

    /// <summary>Takes the choice over into the request, so that pages and their circuits know it.</summary>
    public static void UsePersonChoice(this IApplicationBuilder app, Settings settings)
    {
        if (!settings.IsOpen) return;
        app.Use((context, next) =>
        {
            if (context.Request.Cookies[Cookie] is { } name && settings.Roster.Find(name) is { } person)
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, person.Name)], Cookie));
            }

            return next(context);
        });
    }

    /// <summary>Maps the form that the person menu posts.</summary>
    public static void MapPersonChoice(this IEndpointRouteBuilder routes, Settings settings)
    {
        if (!settings.IsOpen) return;
        routes.MapPost(Path, ([FromForm] string person, [FromForm] string? then, HttpContext context) => Choose(person, then, context, settings.Roster)).ExcludeFromDescription();
    }

    private static IResult Choose(string person, string? then, HttpContext context, Roster roster)
    {
        if (roster.Find(person) is { } known)
        {
            context.Response.Cookies.Append(Cookie, known.Name, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
        }

        return Results.LocalRedirect(IsLocal(then) ? then! : "/");
    }

    private static bool IsLocal(string? path) =>
        path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl);
}
