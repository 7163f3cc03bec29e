using ChatOps.Storage;

namespace ChatOps.Bot.Intake;

/// <summary>What outlives a transaction: the configuration's part, and what is kept in memory beside the file. Used on the writer's thread alone.</summary>
/// <param name="World">The configuration's part.</param>
/// <param name="Time">The clock.</param>
/// <param name="News">Who is told of commits.</param>
/// <param name="TakenAt">When anything was last taken from a source, be it an alert or not; null: nothing was since the start.</param>
internal sealed record IntakeState(World World, TimeProvider Time, CommitNews News, Func<string, DateTimeOffset?> TakenAt)
{
    private const int CachedIncidents = 1_000;
    private const int CachedKeys = 4_000;

    /// <summary>Incidents as they were committed.</summary>
    public IncidentCache Incidents { get; } = new(CachedIncidents);

    /// <summary>Who holds which key, as it was committed or is about to be.</summary>
    public HeldKeys Keys { get; } = new(CachedKeys);

    /// <summary>Openings within the last minute.</summary>
    public Storm Storm { get; } = new(World.StormPerMinute);

    /// <summary>When each source was last heard.</summary>
    public SourceMemory Sources { get; } = new(TakenAt);

    /// <summary>The session of this transaction; its inputs share it.</summary>
    public IntakeSession SessionOf(WriteTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Shared(shared => new IntakeSession(shared, this));
    }
}
