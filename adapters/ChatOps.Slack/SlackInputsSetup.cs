using ChatOps.Slack.AlertChannels;
using ChatOps.Slack.Inputs;
using ChatOps.Slack.People;
using ChatOps.Slack.Socket;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Slack;

/// <summary>What comes in from Slack, for the program.</summary>
public static class SlackInputsSetup
{
    /// <summary>Slack's retries come within 5 minutes, a signature is good for 5 minutes either way.</summary>
    private static readonly TimeSpan SentAgain = TimeSpan.FromMinutes(11);

    /// <summary>Adds what takes Slack's deliveries; the way out (<c>AddSlack</c>), the intake, the desk, the roster and the clock are there already.</summary>
    /// <param name="services">The program's parts.</param>
    /// <param name="options">What Slack is spoken to with.</param>
    public static void AddSlackInputs(this IServiceCollection services, SlackOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton<SlackTeam>().AddSingleton<SlackGroups>().AddSingleton<SlackPeople>();
        services.AddSingleton(provider => new DeliveryMemory<SlackReply>(SentAgain, reply => reply.IsAgain || reply.IsPassing, reply => reply.Alone, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<FormInputs>().AddSingleton<CommandInputs>().AddSingleton<ClickInputs>();
        services.AddSingleton<SocketEnvelopes>().AddSingleton<AlertChannelInputs>().AddSingleton<EventInputs>().AddSingleton<SlackInputs>();
        services.AddSingleton<FollowUps>().AddHostedService(provider => provider.GetRequiredService<FollowUps>());
        if (options.SigningSecret is { } secret) services.AddSingleton(new SlackSignature(secret)).AddSingleton<SlackDoor>();
        if (options.AppToken is not { } token) return;
        services.AddSingleton<SlackSockets>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<SocketService>(provider, token));
    }
}
