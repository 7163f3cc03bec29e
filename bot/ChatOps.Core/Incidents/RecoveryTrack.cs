using System.Text.Json.Serialization;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Incidents;

/// <summary>The Level 1 track of an incident: what the bot tried and what it still may try. It runs beside the ladder.</summary>
public sealed record RecoveryTrack
{
    /// <summary>Nothing tried, nothing to try.</summary>
    public static readonly RecoveryTrack Idle = new() { State = RecoveryState.Ended };

    /// <summary>Where it stands.</summary>
    public required RecoveryState State { get; init; }

    /// <summary>The runbook that fits and that automatic attempts run, or null.</summary>
    public string? Runbook { get; init; }

    /// <summary>When the 5 minutes of Level 1 end (rule 2.7); null when they do not run.</summary>
    public DateTimeOffset? AutomaticUntil { get; init; }

    /// <summary>When the running attempt of a person must have ended (rule 2.8); null when none runs.</summary>
    public DateTimeOffset? PersonUntil { get; init; }

    /// <summary>When recovery, or the running attempt of a person, ends; null when nothing runs.</summary>
    [JsonIgnore]
    public DateTimeOffset? Deadline => AutomaticUntil < PersonUntil ? AutomaticUntil : PersonUntil ?? AutomaticUntil;

    /// <summary>When the next automatic attempt starts, during the pause between two.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Why recovery ended; null while it runs.</summary>
    public RecoveryEnd? Ended { get; init; }

    /// <summary>Why recovery ended, in words for people; null while it runs.</summary>
    public string? EndedBecause { get; init; }

    /// <summary>True: it does not go on after a reopening (rule 2.24).</summary>
    public bool ForGood { get; init; }

    /// <summary>Automatic attempts used in the incident's life, reopenings included (rule 2.8). Counted before they run.</summary>
    public int AutomaticUsed { get; init; }

    /// <summary>What is left of the 5 minutes, as of the last stop; for a reopening (rule 2.25).</summary>
    public TimeSpan TimeLeft { get; init; }

    /// <summary>All attempts, oldest first.</summary>
    public IReadOnlyList<AttemptSummary> Attempts { get; init; } = [];

    /// <summary>A step that was refused for want of an approval, or waits for one: it stays offered (rule 6.2).</summary>
    public OfferedApproval? Approval { get; init; }

    /// <summary>The attempt that runs now, or null: one at a time.</summary>
    [JsonIgnore]
    public AttemptSummary? Running => Attempts.Count > 0 && Attempts[^1].Outcome is null ? Attempts[^1] : null;
}

/// <summary>Where the Level 1 track stands, in the words of the API.</summary>
public enum RecoveryState
{
    /// <summary>An attempt runs.</summary>
    Running,

    /// <summary>The pause between two automatic attempts.</summary>
    Pausing,

    /// <summary>An attempt waits for an approval.</summary>
    AwaitingApproval,

    /// <summary>It is over: mended, failed, out of time, out of attempts, stopped or superseded.</summary>
    Ended,
}
