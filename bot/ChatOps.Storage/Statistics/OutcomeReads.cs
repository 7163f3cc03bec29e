using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Recovery;
using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Statistics;

/// <summary>How incidents and attempts ended, summed up.</summary>
public sealed class OutcomeReads
{
    internal const string IncidentsSql = """
        select challenge, level, ended_by, sum(count), sum(acknowledged), sum(acknowledge), sum(resolve)
        from outcome_days where day >= ? group by challenge, level, ended_by having sum(count) > 0
        """;

    internal const string RunbooksSql = "select runbook, outcome, sum(count) from runbook_days where day >= ? group by runbook, outcome";

    private readonly Connection _connection;

    internal OutcomeReads(Connection connection) => _connection = connection;

    /// <summary>Incidents that ended since the day of that time, by challenge, level and what ended them.</summary>
    public IReadOnlyList<OutcomeSum> Incidents(DateTimeOffset since)
    {
        using var select = _connection.Prepare(IncidentsSql);
        return select.Bind(OutcomeRows.Day(since)).All(row => new OutcomeSum(
            row.Enum<Challenge>(0), row.Int32(1), row.Enum<ResolvedBy>(2), row.Int32(3), row.Int32(4), row.Span(5), row.Span(6)));
    }

    /// <summary>Attempts that ended since the day of that time, by runbook and outcome.</summary>
    public IReadOnlyList<RunbookSum> Runbooks(DateTimeOffset since)
    {
        using var select = _connection.Prepare(RunbooksSql);
        return select.Bind(OutcomeRows.Day(since)).All(row => new RunbookSum(row.Text(0), row.Enum<AttemptOutcome>(1), row.Int32(2)));
    }
}

/// <summary>Incidents that ended alike.</summary>
/// <param name="Challenge">The kind of problem.</param>
/// <param name="Level">The level whose success they are.</param>
/// <param name="EndedBy">What ended them.</param>
/// <param name="Count">How many.</param>
/// <param name="Acknowledged">How many of them were acknowledged.</param>
/// <param name="ToAcknowledge">The sum of their times to the first acknowledgement.</param>
/// <param name="ToResolve">The sum of their times to the end.</param>
public sealed record OutcomeSum(Challenge Challenge, int Level, ResolvedBy EndedBy, int Count, int Acknowledged, TimeSpan ToAcknowledge, TimeSpan ToResolve);

/// <summary>Attempts that ended alike.</summary>
/// <param name="Runbook">The runbook.</param>
/// <param name="Outcome">How they ended.</param>
/// <param name="Count">How many.</param>
public sealed record RunbookSum(string Runbook, AttemptOutcome Outcome, int Count);
