using ChatOps.Core.Delivery;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using ChatOps.GitHub.Access;
using ChatOps.GitHub.People;
using ChatOps.GitHub.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.GitHub;

/// <summary>What goes out to GitHub, for the program.</summary>
public static class GitHubSetup
{
    /// <summary>Adds the client and the adapter; the program's clock, roster, desk and message context are there already.</summary>
    /// <param name="services">The program's parts.</param>
    /// <param name="api">The way to GitHub, which the runbooks' actions share.</param>
    public static void AddGitHub(this IServiceCollection services, GitHubApi api)
    {
        ArgumentNullException.ThrowIfNull(api);
        services.AddSingleton(api.Options).AddSingleton(api.Access).AddSingleton(api.Calls);
        services.AddSingleton<GitHubFinder>().AddSingleton<GitHubComments>();
        services.AddSingleton<GitHubSelf>().AddHostedService(provider => provider.GetRequiredService<GitHubSelf>());
        services.AddSingleton<GitHubLogins>().AddHostedService(provider => provider.GetRequiredService<GitHubLogins>());
        services.AddSingleton(provider => new GitHubDrawing(
            provider.GetRequiredService<Roster>(), provider.GetRequiredService<GitHubLogins>().NameOf, provider.GetRequiredService<MessageContext>().Zone, provider.GetRequiredService<TimeProvider>(), api.Options.Prefix));
        services.AddSingleton<IChatAdapter, GitHubAdapter>();
    }
}
