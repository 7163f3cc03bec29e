using System.Text.Json.Serialization;

namespace ChatOps.Core.Incidents;

public sealed partial record Incident
{
    /// <summary>
    /// The clocks that run now, at most one of each kind: what storage keeps as rows, and what the sweeps bring back as
    /// <see cref="Climbing.ClockStruck"/>. Until it is resolved there is always <see cref="Clock.Deadline"/>.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<RunningClock> Clocks => [.. Running()];

    /// <summary>When this clock is due, or null when it does not run.</summary>
    public DateTimeOffset? Due(Clock clock) => clock switch
    {
        Clock.Deadline => Ladder.Deadline?.At,
        Clock.Recovery => RecoveryDue,
        Clock.NextAttempt => Recovery.NextAttemptAt,
        Clock.Reminder => Ladder.ReminderAt,
        Clock.Undelivered => UndeliveredDue,
        Clock.Calm => Flap.CalmAt,
        _ => null,
    };

    private IEnumerable<RunningClock> Running()
    {
        foreach (var clock in Enum.GetValues<Clock>())
        {
            if (Due(clock) is { } due) yield return new RunningClock(clock, due);
        }
    }

    /// <summary>Where the deadline itself is the end of recovery, or of the option that an attempt carries out, no second clock runs for it.</summary>
    private DateTimeOffset? RecoveryDue
    {
        get
        {
            var automatic = Ladder.Deadline?.Reason == DeadlineReason.RecoveryEnds ? null : Recovery.AutomaticUntil;
            var person = Ladder.Deadline?.Reason == DeadlineReason.OptionEnds ? null : Recovery.PersonUntil;
            return automatic < person ? automatic : person ?? automatic;
        }
    }

    /// <summary>Rule 2.12: only a mention that somebody still waits for, once.</summary>
    private DateTimeOffset? UndeliveredDue =>
        Ladder is { Mention: { DeliveredAt: null, FallbackAt: null } mention, State: IncidentState.AwaitingAcknowledgement or IncidentState.AwaitingDecision, Option: null }
            ? mention.At + Policy.UndeliveredAfter
            : null;
}
