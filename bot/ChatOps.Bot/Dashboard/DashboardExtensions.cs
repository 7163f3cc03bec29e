using ChatOps.Bot.Auth;
using ChatOps.Bot.Configuration;
using ChatOps.Bot.Dashboard.Commands;
using ChatOps.Bot.Dashboard.Guard;
using ChatOps.Bot.Dashboard.Live;
using ChatOps.Bot.Dashboard.Reading;
using ChatOps.Bot.Sources;
using Microsoft.AspNetCore.DataProtection;

namespace ChatOps.Bot.Dashboard;

/// <summary>The dashboard and the local chat's page at <c>/</c>.</summary>
internal static class DashboardExtensions
{
    /// <summary>Adds what the pages need. Nothing of it is made before the first page is asked for.</summary>
    public static void AddDashboard(this WebApplicationBuilder builder)
    {
        // Styles and scripts of packages stand in the package folder until the program is published; without this only Development would find them.
        builder.WebHost.UseStaticWebAssets();
        // What a page carries between its first paint and its circuit is worth nothing after a restart, so no key is ever written to disk.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        // What starts data protection with the program would read, and write, a ring of keys in the home folder that nothing uses.
        if (builder.Services.FirstOrDefault(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(DataProtectionOptions).Assembly) is { } ring) builder.Services.Remove(ring);
        builder.Services.AddSingleton<PageUpdates>().AddSingleton<Board>().AddSingleton<Samples>().AddSingleton<Completion>().AddScoped<Conversation>();
    }

    /// <summary>Maps the pages, their files and their circuit.</summary>
    public static void MapDashboard(this WebApplication web)
    {
        var settings = web.Services.GetRequiredService<Settings>();
        web.UsePersonChoice(settings);
        web.UseMissingPage(settings);
        web.UseContentPolicy();
        web.UseAntiforgery();
        web.MapStaticAssets();
        web.MapPersonChoice(settings);
        // The policy names who may frame a page.
        web.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null).RequiresSignIn();
    }
}
