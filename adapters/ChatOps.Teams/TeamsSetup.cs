using ChatOps.Core.Delivery;
using ChatOps.Teams.Connector;
using ChatOps.Teams.Conversations;
using ChatOps.Teams.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Teams;

/// <summary>What goes out to Teams, for the program.</summary>
public static class TeamsSetup
{
    private const int LongestAnswer = 4 * 1024 * 1024;

    /// <summary>Adds the client and the adapter; the program's clock, roster, message context and notes are there already.</summary>
    /// <param name="services">The program's parts.</param>
    /// <param name="options">What Teams is spoken to with.</param>
    public static void AddTeams(this IServiceCollection services, TeamsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton(options);
        services.AddHttpClient(TeamsClient.HttpName, Patient).ConfigurePrimaryHttpMessageHandler(Handler);
        services.AddHttpClient(TeamsCredential.HttpName).ConfigurePrimaryHttpMessageHandler(Handler).AddHttpMessageHandler(() => new TokenEndpointHandler(options.TokenEndpoint));
        services.AddSingleton<TeamsHosts>().AddSingleton<TeamsPace>().AddSingleton<TeamsCredential>().AddSingleton<TeamsClient>();
        services.AddSingleton<ConversationBook>().AddSingleton<CardDrawing>();
        services.AddSingleton<IChatAdapter, TeamsAdapter>();
    }

    private static void Patient(HttpClient client)
    {
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.MaxResponseContentBufferSize = LongestAnswer;
    }

    private static SocketsHttpHandler Handler() => new()
    {
        // A redirect would carry the token on, or turn a post into a read.
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
