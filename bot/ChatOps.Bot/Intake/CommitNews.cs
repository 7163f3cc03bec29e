using ChatOps.Core.Incidents;

namespace ChatOps.Bot.Intake;

/// <summary>
/// Tells those who wait (open pages, delivery, the runner of attempts, the sweeps) that something was committed. Handlers run on the writer's
/// thread, so a handler only takes note.
/// </summary>
public sealed class CommitNews
{
    /// <summary>Raised after a commit that changed something of what <see cref="Committed"/> tells.</summary>
    public event Action<Committed>? Happened;

    /// <summary>Raised after a commit for each entry that it added to a timeline, in their order.</summary>
    public event Action<IncidentId, TimelineEntry>? Recorded;

    internal void Tell(Committed committed) => Happened?.Invoke(committed);

    internal void Tell(IncidentId incident, TimelineEntry entry) => Recorded?.Invoke(incident, entry);
}

/// <summary>What a commit changed.</summary>
/// <param name="Incidents">Incidents that changed, each once.</param>
/// <param name="Messages">When the earliest of what now waits in the outbox, and did not before, is due; null when there is nothing new.</param>
/// <param name="Attempts">True when an attempt was started or told something.</param>
/// <param name="Clocks">The earliest clock that was set, or null.</param>
public sealed record Committed(IReadOnlyCollection<IncidentId> Incidents, DateTimeOffset? Messages, bool Attempts, DateTimeOffset? Clocks);
