using ChatOps.Bot.Dashboard.LocalChat;
using ChatOps.Bot.Health;
using ChatOps.Bot.Intake;
using ChatOps.Core.Delivery;
using ChatOps.Storage;

namespace ChatOps.Bot.Delivery;

/// <summary>The way out, for the program.</summary>
internal static class DeliverySetup
{
    /// <summary>Adds delivery on the local chat; the intake and the database are there already.</summary>
    public static void AddDelivery(this IServiceCollection services)
    {
        services.AddSingleton<IChatAdapter, LocalChatAdapter>();
        services.AddSingleton(new PlatformStatus(Routing.Local));
        services.AddSingleton<IHealthPart>(provider => provider.GetRequiredService<PlatformStatus>());
        services.AddHostedService(provider => new DeliveryService(
            [.. provider.GetServices<IChatAdapter>().Select(adapter => Of(provider, adapter))], provider.GetRequiredService<CommitNews>()));
    }

    private static PlatformDelivery Of(IServiceProvider provider, IChatAdapter adapter) => new(
        adapter,
        // The local chat is our own file: it takes any pace, and what is sent together shares its commits.
        new DeliveryPolicy { MostAtOnce = 128 },
        provider.GetRequiredService<Database>(),
        provider.GetRequiredService<IntakeService>(),
        provider.GetRequiredService<IntakeState>().World.Messages,
        provider.GetServices<PlatformStatus>().First(status => status.Platform == adapter.Platform),
        provider.GetRequiredService<TimeProvider>(),
        new Random().NextDouble,
        provider.GetRequiredService<ILoggerFactory>().CreateLogger("ChatOps.Delivery"));
}
