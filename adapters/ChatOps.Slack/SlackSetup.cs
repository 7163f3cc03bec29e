using ChatOps.Core.Delivery;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using ChatOps.Slack.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Slack;

/// <summary>What goes out to Slack, for the program.</summary>
public static class SlackSetup
{
    private const int LongestAnswer = 8 * 1024 * 1024;

    /// <summary>Adds the client and the adapter; the program's clock, roster and message context are there already.</summary>
    /// <param name="services">The program's parts.</param>
    /// <param name="options">What Slack is spoken to with.</param>
    public static void AddSlack(this IServiceCollection services, SlackOptions options)
    {
        services.AddSingleton(options);
        services.AddHttpClient(SlackClient.HttpName, client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.MaxResponseContentBufferSize = LongestAnswer;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // A redirect would carry the token on, or turn a post into a read.
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
        services.AddSingleton<SlackClient>();
        services.AddSingleton<SlackFinder>();
        services.AddSingleton<SlackWorkspace>().AddHostedService(provider => provider.GetRequiredService<SlackWorkspace>());
        services.AddSingleton(provider => new SlackDrawing(provider.GetRequiredService<Roster>(), provider.GetRequiredService<MessageContext>().Zone));
        services.AddSingleton<IChatAdapter, SlackAdapter>();
    }
}
