using ChatOps.Bot.Intake;

namespace ChatOps.Bot.Delivery;

/// <summary>Delivers on all platforms, each at its own pace: a slow one holds up no other.</summary>
internal sealed class DeliveryService(IReadOnlyList<PlatformDelivery> platforms, CommitNews news) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        news.Happened += WakeAll;
        try
        {
            await Task.WhenAll(platforms.Select(platform => platform.RunAsync(stoppingToken))).ConfigureAwait(false);
        }
        finally
        {
            news.Happened -= WakeAll;
        }
    }

    private void WakeAll(Committed committed)
    {
        if (committed.Messages is not { } due) return;
        foreach (var platform in platforms) platform.Wake(due);
    }
}
