using ChatOps.Bot.Configuration;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ChatOps.Bot.Auth;

internal static class AuthExtensions
{
    /// <summary>Adds what tells callers apart.</summary>
    public static void AddCallers(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings.Auth).AddSingleton(settings.Api).AddSingleton<Tokens>().AddSingleton<CallerLimits>();
        if (settings.IsOpen) return;
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "chatops";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
            cookie.SlidingExpiration = true;
        });
    }

    /// <summary>Checks where requests come from; stands before routing, which ends with some endpoints.</summary>
    public static void UseBrowserCheck(this IApplicationBuilder app) => app.UseMiddleware<BrowserCheck>();

    /// <summary>Checks callers; stands after routing.</summary>
    public static void UseCallers(this IApplicationBuilder app) => app.UseMiddleware<CallerCheck>();
}
