using ChatOps.Bot.Intake;
using ChatOps.Storage;
using ChatOps.Storage.Deadlines;

namespace ChatOps.Bot.Deadlines;

/// <summary>Serves what time alone brings about. A sweep serves everything that is due at its time, and can be called by hand.</summary>
internal sealed class Sweeper(Database database, IntakeState state, ILogger<Sweeper> log)
{
    private const int Page = 1_000;

    private static readonly TimeSpan TidyEvery = TimeSpan.FromHours(1);

    // What nobody can serve now is tried again after a while.
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    private DateTimeOffset _tidied = DateTimeOffset.MinValue;

    /// <summary>How late the last clock was served, for the metrics.</summary>
    public TimeSpan Lateness { get; private set; }

    /// <summary>When the last sweep ended, for readiness; at first when the program was put together.</summary>
    public DateTimeOffset SweptAt { get; private set; } = state.Time.GetUtcNow();

    /// <summary>Begins: alerts that end unless they are repeated begin their time anew, because the time that the bot was down does not count (rule 2.26).</summary>
    public Task StartAsync(CancellationToken cancellationToken) => database.WriteAsync(
        transaction =>
        {
            var now = state.Time.GetUtcNow();
            transaction.Alerts.RenewAll(now);
            state.Sources.StartedAt = now;
            foreach (var opened in transaction.Incidents.LastOpened(state.World.StormPerMinute).Reverse()) state.Storm.Opened(opened);
        },
        cancellationToken);

    /// <summary>Serves what is due now. Inputs that wait go first (rule 2.22).</summary>
    /// <returns>How many clocks struck.</returns>
    /// <exception cref="Core.Intake.StorageUnavailableException">The rest waits for the next sweep.</exception>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        if (!database.Health.IsAvailable) await database.WriteAsync(transaction => transaction.Probe(state.Time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
        await WhileAnyAsync("expired alerts", Expiry.Serve, cancellationToken).ConfigureAwait(false);
        await WhileAnyAsync("silences", session => session.Alerts.Silences.Sweep(Page), cancellationToken).ConfigureAwait(false);
        var struck = await StrikeAsync(cancellationToken).ConfigureAwait(false);
        await WhileAnyAsync("digests", Digests.Write, cancellationToken).ConfigureAwait(false);
        await RunAsync("watchdogs", session => session.Sources.MissWatchdogs(session) + session.Sources.MissSources(session), cancellationToken).ConfigureAwait(false);
        await TidyAsync(cancellationToken).ConfigureAwait(false);
        SweptAt = state.Time.GetUtcNow();
        return struck;
    }

    private async Task<int> StrikeAsync(CancellationToken cancellationToken)
    {
        var struck = 0;
        while (true)
        {
            var now = state.Time.GetUtcNow();
            var due = await database.ReadAsync(read => read.Deadlines.Due(now, Page), cancellationToken).ConfigureAwait(false);
            if (due.Count == 0) return struck;
            Lateness = now - due[0].DueAt;
            var outcomes = await Task.WhenAll(due.Select(clock => database.WriteAsync(new ClockInput(state, clock), sweep: true, cancellationToken))).ConfigureAwait(false);
            struck += due.Count;
            for (var i = 0; i < outcomes.Length; i++)
            {
                if (outcomes[i] == ClockOutcome.Served) continue;
                log.LogWarning("{Incident}: its clock {Clock} of {DueAt} could not be served ({Outcome}); it strikes again in a minute", due[i].Incident, due[i].Clock, due[i].DueAt, outcomes[i]);
                if (outcomes[i] == ClockOutcome.Parked) await PutOffAsync(due[i], cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private Task PutOffAsync(DueClock clock, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.Deadlines.Put(clock.Incident, clock.Clock, state.Time.GetUtcNow() + Later), cancellationToken);

    private async Task WhileAnyAsync(string what, Func<IntakeSession, int> serve, CancellationToken cancellationToken)
    {
        while (await RunAsync(what, serve, cancellationToken).ConfigureAwait(false) > 0)
        {
        }
    }

    private Task<int> RunAsync(string what, Func<IntakeSession, int> serve, CancellationToken cancellationToken) =>
        database.WriteAsync(new SessionInput<int>(state, what, serve), sweep: true, cancellationToken);

    private async Task TidyAsync(CancellationToken cancellationToken)
    {
        var now = state.Time.GetUtcNow();
        if (now - _tidied < TidyEvery) return;
        _tidied = now;
        while (await database.WriteAsync(transaction => Tidying.Run(transaction, now, Page), cancellationToken).ConfigureAwait(false) >= Page)
        {
        }
    }
}
