using ChatOps.Bot.Intake;
using ChatOps.Core.Incidents.Climbing;
using ChatOps.Storage;
using ChatOps.Storage.Deadlines;

namespace ChatOps.Bot.Deadlines;

/// <summary>
/// A clock that has struck, as an input of its own: many share a transaction, and one that cannot be served keeps no other waiting.
/// </summary>
internal sealed class ClockInput(IntakeState state, DueClock due) : WriteInput<ClockOutcome>
{
    // What nobody can serve now is tried again after a while, so that no incident is left without its deadline.
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    private ClockOutcome _outcome;

    public override void Run(WriteTransaction transaction)
    {
        var session = state.SessionOf(transaction);
        session.Feed(due.Incident, new ClockStruck(due.Clock, due.DueAt));
        _outcome = ClockOutcome.Served;
        switch (session.Find(due.Incident)?.Due(due.Clock))
        {
            case null:
                transaction.Deadlines.Stop(due.Incident, due.Clock);
                break;
            case { } still when still <= due.DueAt:
                transaction.Deadlines.Put(due.Incident, due.Clock, session.Now + Later);
                _outcome = ClockOutcome.PutOff;
                break;
        }
    }

    public override ClockOutcome Result() => _outcome;

    public override ParkedInput Park() => Parking.Of("clock", due, state.Time);

    public override ClockOutcome ParkedResult(long number) => ClockOutcome.Parked;
}

/// <summary>What became of a clock that struck.</summary>
internal enum ClockOutcome
{
    /// <summary>Its incident has heard of it.</summary>
    Served,

    /// <summary>Its incident made nothing of it; it strikes again in a minute.</summary>
    PutOff,

    /// <summary>It failed and was put aside; its row is still due.</summary>
    Parked,
}
