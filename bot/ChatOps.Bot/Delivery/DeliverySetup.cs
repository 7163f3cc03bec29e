using ChatOps.Bot.Dashboard.LocalChat;
using ChatOps.Bot.Health;
using ChatOps.Bot.Intake;
using ChatOps.Core.Delivery;
using ChatOps.Storage;

namespace ChatOps.Bot.Delivery;

/// <summary>The way out, for the program.</summary>
internal static class DeliverySetup
{
    /// <summary>Adds delivery on the local chat and on the platforms whose adapters are there; the intake and the database are there already.</summary>
    /// <param name="services">The program's parts.</param>
    /// <param name="platforms">The platforms that are switched on, the local chat among them.</param>
    public static void AddDelivery(this IServiceCollection services, IEnumerable<string> platforms)
    {
        services.AddSingleton<IChatAdapter, LocalChatAdapter>().AddSingleton<IPlatformNotes, StoredNotes>();
        foreach (var platform in platforms)
        {
            var status = new PlatformStatus(platform);
            services.AddSingleton(status).AddSingleton<IHealthPart>(status);
        }

        services.AddHostedService(provider => new DeliveryService(
            [.. provider.GetServices<IChatAdapter>().Select(adapter => Of(provider, adapter))], provider.GetRequiredService<CommitNews>()));
    }

    private static PlatformDelivery Of(IServiceProvider provider, IChatAdapter adapter) => new(
        adapter,
        adapter.Policy,
        provider.GetRequiredService<Database>(),
        provider.GetRequiredService<IntakeService>(),
        provider.GetRequiredService<IntakeState>().World.Messages,
        provider.GetServices<PlatformStatus>().First(status => status.Platform == adapter.Platform),
        provider.GetRequiredService<TimeProvider>(),
        new Random().NextDouble,
        provider.GetRequiredService<ILoggerFactory>().CreateLogger("ChatOps.Delivery"));
}
