using ChatOps.Core.Incidents;
using ChatOps.Core.Recovery;
using ChatOps.Storage.Engine;
using ChatOps.Storage.Json;

namespace ChatOps.Storage.Attempts;

/// <summary>Attempts, for the transaction that decides, runs or ends them.</summary>
public sealed class AttemptRows
{
    private readonly Connection _connection;

    internal AttemptRows(Connection connection) => _connection = connection;

    /// <summary>Writes an attempt that is to be run: it is counted before it runs (rule 2.6).</summary>
    /// <returns>Its row's id.</returns>
    public long Add(Incident incident, AttemptPurpose purpose, AttemptPlan plan, DateTimeOffset now)
    {
        using var insert = _connection.Prepare(
            "insert into attempts (incident, number, purpose, environment, service, runbook, state, created_at, plan) values (?, ?, ?, ?, ?, ?, 'waiting', ?, ?) returning id");
        insert.Bind(incident.Id).Bind(plan.Number).Bind(purpose).Bind(incident.Key.Environment).Bind(incident.Service.Name).Bind(plan.Runbook).Bind(now);
        StorageJson.Bind(insert, plan, StorageJson.Default.AttemptPlan);
        insert.Step();
        return insert.Int64(0);
    }

    /// <summary>The attempt of this row, or null.</summary>
    public AttemptRow? Find(long id) => AttemptReads.Find(_connection, id);

    /// <summary>Takes an attempt that nobody runs.</summary>
    /// <returns>The fence, which each later call must know; null when somebody else has it or it has ended.</returns>
    public long? Take(long id, string node, DateTimeOffset leaseUntil, DateTimeOffset now)
    {
        using var update = _connection.Prepare(
            "update attempts set state = 'running', node = ?, lease_until = ?, started_at = coalesce(started_at, ?), fence = fence + 1 where id = ? and state = 'waiting' returning fence");
        return update.Bind(node).Bind(leaseUntil).Bind(now).Bind(id).Step() ? update.Int64(0) : null;
    }

    /// <summary>Takes an attempt from whoever ran it when the program ended; it goes on being run.</summary>
    /// <returns>The fence, which each later call must know; null when somebody else was faster or it has ended.</returns>
    public long? TakeOver(long id, long fence, string node, DateTimeOffset leaseUntil)
    {
        using var update = _connection.Prepare("update attempts set node = ?, lease_until = ?, fence = fence + 1 where id = ? and fence = ? and state = 'running' returning fence");
        return update.Bind(node).Bind(leaseUntil).Bind(id).Bind(fence).Step() ? update.Int64(0) : null;
    }

    /// <summary>Forgets what an attempt was told, once it was heard: an approval is for one step.</summary>
    public void Heard(long id, long fence)
    {
        using var update = _connection.Prepare("update attempts set signal = null, signal_by = null where id = ? and fence = ?");
        update.Bind(id).Bind(fence).Run();
    }

    /// <summary>Goes on with an attempt: advances its fence and its lease before the next step.</summary>
    /// <returns>The new fence; null when the attempt is no longer the caller's.</returns>
    public long? Advance(long id, long fence, DateTimeOffset leaseUntil)
    {
        using var update = _connection.Prepare(
            "update attempts set lease_until = ?, fence = fence + 1 where id = ? and fence = ? and state = 'running' returning fence");
        return update.Bind(leaseUntil).Bind(id).Bind(fence).Step() ? update.Int64(0) : null;
    }

    /// <summary>A sign of life between two steps.</summary>
    /// <returns>False when the attempt is no longer the caller's.</returns>
    public bool Renew(long id, long fence, DateTimeOffset leaseUntil)
    {
        using var update = _connection.Prepare("update attempts set lease_until = ? where id = ? and fence = ? and state = 'running'");
        return update.Bind(leaseUntil).Bind(id).Bind(fence).Run() > 0;
    }

    /// <summary>Ends an attempt, and lets go of its targets unless they are to be kept until their lease ends.</summary>
    /// <param name="id">The attempt.</param>
    /// <param name="fence">What the caller knows of it; null ends it whoever runs it (a crash cut it short).</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="report">What it did and showed.</param>
    /// <param name="now">The time.</param>
    /// <param name="keepTargets">True: what it began outside may still go on, so its targets stay held until their lease ends.</param>
    /// <returns>False when it had ended, or is no longer the caller's.</returns>
    public bool End(long id, long? fence, AttemptOutcome outcome, AttemptReport report, DateTimeOffset now, bool keepTargets = false)
    {
        using (var update = _connection.Prepare(
            "update attempts set state = 'ended', ended_at = ?, outcome = ?, actions = ?, report = ?, lease_until = null, fence = fence + 1 where id = ?5 and state <> 'ended' and (?6 is null or fence = ?6)"))
        {
            update.Bind(now).Bind(outcome).Bind(report.Actions);
            StorageJson.Bind(update, report, StorageJson.Default.AttemptReport);
            if (update.Bind(id).Bind(fence).Run() == 0) return false;
        }

        if (!keepTargets) LetGo(id);
        return true;
    }

    /// <summary>Tells an incident's attempt something; its runner reads it from the row. One that has ended is told nothing.</summary>
    public void Signal(IncidentId incident, int number, AttemptSignal signal, string? by)
    {
        using var update = _connection.Prepare("update attempts set signal = ?, signal_by = ? where incident = ? and number = ? and purpose = 'attempt' and state <> 'ended'");
        update.Bind(signal).Bind(by).Bind(incident).Bind(number).Run();
    }

    /// <summary>Writes a step, or what became of it.</summary>
    public void PutStep(long attempt, AttemptStepRow step)
    {
        using var put = _connection.Prepare(
            "insert into attempt_steps (attempt, number, name, state, started_at, ended_at, body) values (?, ?, ?, ?, ?, ?, ?) on conflict (attempt, number) do update set name = excluded.name, state = excluded.state, started_at = excluded.started_at, ended_at = excluded.ended_at, body = excluded.body");
        put.Bind(attempt).Bind(step.Number).Bind(step.Name).Bind(step.State).Bind(step.StartedAt).Bind(step.EndedAt).Bind(step.Body).Run();
    }

    /// <summary>Takes targets for an attempt, all or none (rule 6.5); taken again, they are held for longer.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="until">When the lease ends unless it is renewed; others may take them then.</param>
    /// <param name="now">The time.</param>
    /// <returns>The first target that another attempt holds; null when all are taken.</returns>
    public string? Lock(long attempt, IEnumerable<string> targets, DateTimeOffset until, DateTimeOffset now)
    {
        foreach (var target in targets.Order(StringComparer.Ordinal))
        {
            using var insert = _connection.Prepare(
                "insert into target_locks (target, attempt, since, until) values (?, ?, ?, ?) on conflict (target) do update set attempt = excluded.attempt, since = excluded.since, until = excluded.until where target_locks.attempt = excluded.attempt or target_locks.until <= excluded.since");
            if (insert.Bind(target).Bind(attempt).Bind(now).Bind(until).Run() > 0) continue;
            // Who waits holds nothing, so that no two can wait for each other.
            LetGo(attempt);
            return target;
        }

        return null;
    }

    /// <summary>Holds the targets of an attempt for longer, between two steps.</summary>
    /// <returns>False when it holds none any more.</returns>
    public bool KeepLocks(long attempt, DateTimeOffset until)
    {
        using var update = _connection.Prepare("update target_locks set until = ? where attempt = ?");
        return update.Bind(until).Bind(attempt).Run() > 0;
    }

    private void LetGo(long attempt)
    {
        using var release = _connection.Prepare("delete from target_locks where attempt = ?");
        release.Bind(attempt).Run();
    }

    /// <summary>The attempt that holds a target, or null.</summary>
    public TargetHolder? HolderOf(string target, DateTimeOffset now)
    {
        using var select = _connection.Prepare("select a.incident, a.number from target_locks l join attempts a on a.id = l.attempt where l.target = ? and l.until > ?");
        return select.Bind(target).Bind(now).Step() ? new TargetHolder(select.Incident(0), select.Int32(1)) : null;
    }

    /// <summary>The services that other attempts act on now, and who does.</summary>
    public IReadOnlyList<HeldService> Acting(long exceptFor, DateTimeOffset now)
    {
        using var select = _connection.Prepare("select substr(l.target, 9), a.incident, a.number from target_locks l join attempts a on a.id = l.attempt where l.target >= 'service ' and l.target < 'service!' and l.attempt <> ? and l.until > ?");
        return select.Bind(exceptFor).Bind(now).All(row => new HeldService(row.Text(0), new TargetHolder(row.Incident(1), row.Int32(2))));
    }

    /// <summary>What an incident's attempt ran, or null when there is no such attempt.</summary>
    public AttemptPlan? PlanOf(IncidentId incident, int number)
    {
        using var select = _connection.Prepare("select plan from attempts where incident = ? and number = ? order by id limit 1");
        return select.Bind(incident).Bind(number).Step() ? StorageJson.Read(select, 0, StorageJson.Default.AttemptPlan) : null;
    }

    /// <summary>Counts an acting step against the hourly budget (rule 2.10).</summary>
    public void CountAction(string service, string runbook, long attempt, int step, DateTimeOffset now)
    {
        using var insert = _connection.Prepare("insert or ignore into actions (service, runbook, at, attempt, step) values (?, ?, ?, ?, ?)");
        insert.Bind(service).Bind(runbook).Bind(now).Bind(attempt).Bind(step).Run();
    }

    /// <summary>How many acting steps of a runbook ran on a service since then.</summary>
    public int ActionsSince(string service, string runbook, DateTimeOffset since)
    {
        using var select = _connection.Prepare("select count(*) from actions where service = ? and runbook = ? and at > ?");
        return select.Bind(service).Bind(runbook).Bind(since).Step() ? select.Int32(0) : 0;
    }
}
