using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Recovery;
using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Statistics;

/// <summary>Counts how incidents and attempts ended, by day, so that the statistics cost the same after ten years.</summary>
public sealed class OutcomeRows
{
    private readonly Connection _connection;

    internal OutcomeRows(Connection connection) => _connection = connection;

    /// <summary>Counts an incident that ended; one that was counted before is counted anew (it reopened and ended again).</summary>
    public void Put(IncidentOutcome outcome)
    {
        Forget(outcome.Incident);
        using (var insert = _connection.Prepare("insert into outcomes (incident, day, challenge, service, level, ended_by, acknowledge, resolve) values (?, ?, ?, ?, ?, ?, ?, ?)"))
        {
            insert.Bind(outcome.Incident).Bind(Day(outcome.EndedAt)).Bind(outcome.Challenge).Bind(outcome.Service).Bind(outcome.Level).Bind(outcome.EndedBy)
                .Bind(outcome.ToAcknowledge).Bind(outcome.ToResolve).Run();
        }

        Count(Day(outcome.EndedAt), Words.Of(outcome.Challenge), outcome.Level, Words.Of(outcome.EndedBy), 1, outcome.ToAcknowledge?.Ticks, outcome.ToResolve.Ticks);
    }

    /// <summary>Takes an incident out of the counts: it is open again.</summary>
    public void Forget(IncidentId incident)
    {
        long day, resolve;
        long? acknowledge;
        string challenge, endedBy;
        int level;
        using (var take = _connection.Prepare("delete from outcomes where incident = ? returning day, challenge, level, ended_by, acknowledge, resolve"))
        {
            if (!take.Bind(incident).Step()) return;
            (day, challenge, level, endedBy, acknowledge, resolve) = (take.Int64(0), take.Text(1), take.Int32(2), take.Text(3), take.Int64OrNull(4), take.Int64(5));
        }

        Count(day, challenge, level, endedBy, -1, acknowledge, resolve);
    }

    /// <summary>Counts an attempt that ended.</summary>
    public void CountAttempt(string runbook, AttemptOutcome outcome, DateTimeOffset now)
    {
        using var put = _connection.Prepare(
            "insert into runbook_days (day, runbook, outcome, count) values (?, ?, ?, 1) on conflict (day, runbook, outcome) do update set count = count + 1");
        put.Bind(Day(now)).Bind(runbook).Bind(outcome).Run();
    }

    internal static long Day(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerDay;

    private void Count(long day, string challenge, int level, string endedBy, int sign, long? acknowledge, long resolve)
    {
        using var put = _connection.Prepare("""
            insert into outcome_days (day, challenge, level, ended_by, count, acknowledged, acknowledge, resolve) values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (day, challenge, level, ended_by) do update set count = count + excluded.count, acknowledged = acknowledged + excluded.acknowledged,
              acknowledge = acknowledge + excluded.acknowledge, resolve = resolve + excluded.resolve
            """);
        put.Bind(day).Bind(challenge).Bind(level).Bind(endedBy).Bind(sign)
            .Bind(acknowledge is null ? 0 : sign).Bind(sign * (acknowledge ?? 0)).Bind(sign * resolve).Run();
    }
}

/// <summary>How one incident ended, for the statistics.</summary>
/// <param name="Incident">Which.</param>
/// <param name="EndedAt">When.</param>
/// <param name="Challenge">The kind of problem.</param>
/// <param name="Service">The service.</param>
/// <param name="Level">The level whose success it is (rule 2.29).</param>
/// <param name="EndedBy">What ended it.</param>
/// <param name="ToAcknowledge">From opening to the first acknowledgement, or null when nobody did.</param>
/// <param name="ToResolve">From opening to the end.</param>
public sealed record IncidentOutcome(
    IncidentId Incident, DateTimeOffset EndedAt, Challenge Challenge, string Service, int Level, ResolvedBy EndedBy, TimeSpan? ToAcknowledge, TimeSpan ToResolve);
