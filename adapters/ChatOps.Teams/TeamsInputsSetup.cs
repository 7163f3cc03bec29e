using ChatOps.Teams.AlertChannels;
using ChatOps.Teams.Inputs;
using ChatOps.Teams.Trust;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Teams;

/// <summary>What comes in from Teams, for the program.</summary>
public static class TeamsInputsSetup
{
    private const int LongestKeys = 1024 * 1024;

    /// <summary>Adds what takes Teams' activities; the way out (<c>AddTeams</c>), the intake, the desk, the roster and the clock are there already.</summary>
    /// <param name="services">The program's parts.</param>
    public static void AddTeamsInputs(this IServiceCollection services)
    {
        services.AddHttpClient(SigningKeys.HttpName, client => client.MaxResponseContentBufferSize = LongestKeys)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(3), PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        services.AddSingleton<SigningKeys>().AddSingleton<ActivityTrust>();
        services.AddSingleton<DeliveryMemory>().AddSingleton<TeamsPeople>().AddSingleton<Answering>();
        services.AddSingleton<CommandInputs>().AddSingleton<AlertChannelInputs>().AddSingleton<CardInputs>().AddSingleton<FormInputs>().AddSingleton<PlaceInputs>().AddSingleton<TeamsInputs>();
        services.AddSingleton<FollowUps>().AddHostedService(provider => provider.GetRequiredService<FollowUps>());
        services.AddSingleton<TeamsDoor>();
    }
}
