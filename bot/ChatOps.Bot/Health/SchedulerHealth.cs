using ChatOps.Bot.Deadlines;

namespace ChatOps.Bot.Health;

/// <summary>Whether the scheduler sweeps: without that no deadline is served.</summary>
internal sealed class SchedulerHealth(Sweeper sweeper, TimeProvider time) : IHealthPart
{
    private const string Name = "scheduler";

    // A sweep every second; one of ten thousand deadlines may take a few.
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    public bool Decides => true;

    public HealthState State()
    {
        var since = time.GetUtcNow() - sweeper.SweptAt;
        return since <= Most
            ? new(Name, true, null)
            : new(Name, false, $"No sweep has ended for {DurationText.Of(since)}, so deadlines are late. The log says why; if it says nothing, restart the bot.");
    }
}
