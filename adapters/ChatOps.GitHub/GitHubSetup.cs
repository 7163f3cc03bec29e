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
    /// <param name="options">What GitHub is spoken to with.</param>
    public static void AddGitHub(this IServiceCollection services, GitHubOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(provider => new GitHubAccess(options, Handler, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<GitHubPace>().AddSingleton<GitHubCalls>().AddSingleton<GitHubFinder>().AddSingleton<GitHubComments>();
        services.AddSingleton<GitHubSelf>().AddHostedService(provider => provider.GetRequiredService<GitHubSelf>());
        services.AddSingleton<GitHubLogins>().AddHostedService(provider => provider.GetRequiredService<GitHubLogins>());
        services.AddSingleton(provider => new GitHubDrawing(
            provider.GetRequiredService<Roster>(), provider.GetRequiredService<GitHubLogins>().NameOf, provider.GetRequiredService<MessageContext>().Zone, provider.GetRequiredService<TimeProvider>(), options.Prefix));
        services.AddSingleton<IChatAdapter, GitHubAdapter>();
    }

    /// <summary>Octokit follows redirects itself, and shows the token to no other host.</summary>
    internal static HttpMessageHandler Handler() => new BoundedAnswers(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    });
}
