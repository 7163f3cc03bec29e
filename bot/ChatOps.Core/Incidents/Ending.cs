namespace ChatOps.Core.Incidents;

/// <summary>How a resolved incident ended, and what a reopening needs to put it back as it was (rule 2.25).</summary>
/// <param name="By">What ended it.</param>
/// <param name="Who">The person, or null.</param>
/// <param name="ResolvedAt">When.</param>
/// <param name="Phase">What it still waits for.</param>
/// <param name="WindowFrom">The later of <paramref name="ResolvedAt"/> and the end of settling or mute: the reopen window counts from it.</param>
/// <param name="Before">The ladder as it was.</param>
/// <param name="CountsFor">The level whose success it is (rule 2.29), 1 to 4.</param>
/// <param name="Attempt">The attempt whose verify passed, or null.</param>
/// <param name="Note">What the person said, or null.</param>
/// <param name="Verifying">True while verify runs again (rule 2.9).</param>
public sealed record Ending(
    ResolvedBy By,
    string? Who,
    DateTimeOffset ResolvedAt,
    EndingPhase Phase,
    DateTimeOffset WindowFrom,
    Ladder Before,
    int CountsFor,
    int? Attempt = null,
    string? Note = null,
    bool Verifying = false);

/// <summary>What a resolved incident still waits for.</summary>
public enum EndingPhase
{
    /// <summary>Mended while alerts still fire: they get <c>SettleFor</c> to resolve (rule 2.9).</summary>
    Settling,

    /// <summary>Alerts still fire and are muted (rules 2.9 and 2.24).</summary>
    Muted,

    /// <summary>The reopen window.</summary>
    Window,

    /// <summary>Over: the post-mortem is written, the key is free.</summary>
    Closed,
}
