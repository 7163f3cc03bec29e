using ChatOps.Teams.AlertChannels;
using ChatOps.Teams.Inputs;
using ChatOps.Teams.Trust;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Teams;

/// <summary>What comes in from Teams, for the program.</summary>
public static class TeamsInputsSetup
{
    private const int LongestKeys = 1024 * 1024;

    /// <summary>Teams sends again after some 15 seconds; a token is good for an hour.</summary>
    private static readonly TimeSpan SentAgain = TimeSpan.FromMinutes(65);

    /// <summary>Adds what takes Teams' activities; the way out (<c>AddTeams</c>), the intake, the desk, the roster and the clock are there already.</summary>
    /// <param name="services">The program's parts.</param>
    public static void AddTeamsInputs(this IServiceCollection services)
    {
        services.AddHttpClient(SigningKeys.HttpName, client => client.MaxResponseContentBufferSize = LongestKeys)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(3), PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        services.AddSingleton<SigningKeys>().AddSingleton<ActivityTrust>();
        services.AddSingleton<TeamsPeople>().AddSingleton(provider => new DeliveryMemory<TeamsReply>(SentAgain, reply => reply.IsPassing, reply => reply.Alone, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CommandInputs>().AddSingleton<AlertChannelInputs>().AddSingleton<CardInputs>().AddSingleton<FormInputs>().AddSingleton<PlaceInputs>().AddSingleton<TeamsInputs>();
        services.AddSingleton<FollowUps>().AddHostedService(provider => provider.GetRequiredService<FollowUps>());
        services.AddSingleton<TeamsDoor>();
    }
}
