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

    /// <summary>While it waits for a service that this one needs (rule 6.7); else null.</summary>
    public DependencyWait? Under { get; init; }

    /// <summary>How long it waited so in the incident's life, as of the last end of such a wait.</summary>
    public TimeSpan WaitedFor { get; init; }

    /// <summary>All attempts, oldest first.</summary>
    public IReadOnlyList<AttemptSummary> Attempts { get; init; } = [];

    /// <summary>A step that was refused for want of an approval, or waits for one: it stays offered (rule 6.2).</summary>
    public OfferedApproval? Approval { get; init; }

    /// <summary>The attempt that runs now, or null: one at a time.</summary>
    [JsonIgnore]
    public AttemptSummary? Running => Attempts.Count > 0 && Attempts[^1].Outcome is null ? Attempts[^1] : null;

    /// <summary>The attempt of this number, or null.</summary>
    public AttemptSummary? Attempt(int number) => number >= 1 && number <= Attempts.Count ? Attempts[number - 1] : null;

    /// <summary>How long it may still wait for a service that this one needs; zero or less: it goes on by itself (rule 6.7).</summary>
    public TimeSpan MayWait(EscalationPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.WaitForDependency - WaitedFor - (Under is { } under ? now - under.Since : TimeSpan.Zero);
    }

    internal RecoveryTrack After(AttemptStarted e) => this with
    {
        State = RecoveryState.Running,
        Attempts = [.. Attempts, new AttemptSummary(e.Number, e.Runbook, e.Person, e.At, DryRun: e.DryRun, Score: e.Score)],
        AutomaticUsed = AutomaticUsed + (e.Person is null && !e.DryRun ? 1 : 0),
        NextAttemptAt = null,
        PersonUntil = e.Person is null ? null : e.Until,
    };

    internal RecoveryTrack After(AttemptPutOff e) => this with
    {
        State = Running is null ? RecoveryState.Pausing : State,
        NextAttemptAt = e.Until,
    };

    internal RecoveryTrack After(AttemptFinished e)
    {
        var attempt = Attempts[e.Number - 1];
        var ended = attempt with { EndedAt = e.At, Outcome = e.Outcome, Report = e.Report };
        var returned = attempt.IsUsed && !ended.IsUsed ? 1 : 0;
        var next = With(ended);
        return next with
        {
            State = AutomaticUntil is null && Under is null ? RecoveryState.Ended : RecoveryState.Pausing,
            AutomaticUsed = AutomaticUsed - returned,
            PersonUntil = null,
            Approval = Approval?.Attempt != e.Number ? Approval
                : e.Outcome == AttemptOutcome.Passed ? null
                : Approval with { WaitsUntil = null },
        };
    }

    internal RecoveryTrack After(DependencyWaitBegan e) => this with
    {
        State = Running is null ? RecoveryState.Pausing : State,
        AutomaticUntil = null,
        NextAttemptAt = null,
        Ended = null,
        EndedBecause = null,
        TimeLeft = e.TimeLeft,
        Under = new DependencyWait(e.Root, Under?.Since ?? e.At),
    };

    /// <summary>It waits for no other service any more.</summary>
    internal RecoveryTrack Released(DateTimeOffset at) => Under is null ? this : this with
    {
        State = PersonUntil is null && Running is null ? RecoveryState.Ended : State,
        Under = null,
        WaitedFor = WaitedFor + (at - Under.Since),
    };

    internal RecoveryTrack After(RecoveryEnded e) => Released(e.At) with
    {
        State = PersonUntil is null ? RecoveryState.Ended : State,
        AutomaticUntil = null,
        NextAttemptAt = null,
        Ended = e.Reason,
        EndedBecause = e.Because,
        TimeLeft = e.TimeLeft,
        ForGood = ForGood || e.ForGood,
    };

    internal RecoveryTrack WithoutApproval() => this with
    {
        State = State == RecoveryState.AwaitingApproval ? RecoveryState.Running : State,
        Approval = null,
    };

    /// <summary>An attempt that had passed has failed after all (rule 2.9).</summary>
    internal RecoveryTrack Failed(int number, string sentence)
    {
        if (Attempt(number) is not { } attempt) return this;
        return With(attempt with { Outcome = AttemptOutcome.Failed, Report = attempt.Report is { } report ? report with { Result = sentence } : null });
    }

    private RecoveryTrack With(AttemptSummary attempt) => this with
    {
        Attempts = [.. Attempts.Take(attempt.Number - 1), attempt, .. Attempts.Skip(attempt.Number)],
    };
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
