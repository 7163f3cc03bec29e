using ChatOps.Core.Alerts;
using ChatOps.Core.Recovery;
using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Statistics;

/// <summary>What was learnt of runbooks, for the transaction that ends an attempt or decides about one.</summary>
public sealed class RunbookScoreRows
{
    private readonly Connection _connection;

    internal RunbookScoreRows(Connection connection) => _connection = connection;

    /// <summary>How often a runbook mended a challenge of a service.</summary>
    public RunbookScore Of(string runbook, Challenge challenge, string service)
    {
        using var select = _connection.Prepare("select passed, failed from runbook_scores where runbook = ? and challenge = ? and service = ?");
        return select.Bind(runbook).Bind(challenge).Bind(service).Step() ? new RunbookScore(select.Int32(0), select.Int32(1)) : RunbookScore.None;
    }

    /// <summary>Writes it.</summary>
    public void Put(string runbook, Challenge challenge, string service, RunbookScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        using var put = _connection.Prepare(
            "insert into runbook_scores (runbook, challenge, service, passed, failed) values (?, ?, ?, ?, ?) on conflict (runbook, challenge, service) do update set passed = excluded.passed, failed = excluded.failed");
        put.Bind(runbook).Bind(challenge).Bind(service).Bind(score.Passed).Bind(score.Failed).Run();
    }

    /// <summary>How a runbook fares on a service lately.</summary>
    public RunbookTrial TrialOf(string runbook, string service)
    {
        using var select = _connection.Prepare("select failed_in_a_row, incident from runbook_trials where runbook = ? and service = ?");
        return select.Bind(runbook).Bind(service).Step() ? new RunbookTrial(select.Int32(0), select.IsNull(1) ? null : select.Incident(1)) : RunbookTrial.Fresh;
    }

    /// <summary>Writes it.</summary>
    public void PutTrial(string runbook, string service, RunbookTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        using var put = _connection.Prepare(
            "insert into runbook_trials (runbook, service, failed_in_a_row, incident) values (?, ?, ?, ?) on conflict (runbook, service) do update set failed_in_a_row = excluded.failed_in_a_row, incident = excluded.incident");
        put.Bind(runbook).Bind(service).Bind(trial.FailedInARow).Bind(trial.Last).Run();
    }
}

/// <summary>What was learnt of runbooks, for people.</summary>
public sealed class RunbookScoreReads
{
    private readonly Connection _connection;

    internal RunbookScoreReads(Connection connection) => _connection = connection;

    /// <summary>The scores of all runbooks, by runbook, challenge and service.</summary>
    /// <param name="limit">How many at most.</param>
    public IReadOnlyList<ScoredRunbook> All(int limit)
    {
        using var select = _connection.Prepare("select runbook, challenge, service, passed, failed from runbook_scores order by runbook, challenge, service limit ?");
        return select.Bind(limit).All(row => new ScoredRunbook(row.Text(0), row.Enum<Challenge>(1), row.Text(2), new RunbookScore(row.Int32(3), row.Int32(4))));
    }
}

/// <summary>How often a runbook mended a challenge of a service.</summary>
/// <param name="Runbook">The runbook.</param>
/// <param name="Challenge">The kind of problem.</param>
/// <param name="Service">The service.</param>
/// <param name="Score">How often.</param>
public sealed record ScoredRunbook(string Runbook, Challenge Challenge, string Service, RunbookScore Score);
