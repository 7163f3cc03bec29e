using System.Security.Cryptography;
using ChatOps.Bot.Configuration;
using ChatOps.Bot.Intake;
using ChatOps.Core.Intake;
using ChatOps.Core.Recovery;
using ChatOps.Storage;
using ChatOps.Storage.Attempts;

namespace ChatOps.Bot.Recovery;

/// <summary>
/// Runs the attempts that wait in their rows, a bounded number at once. The row is the truth: at the start those that an earlier run of the program left
/// running are reported as cut short, never run again; later a sweep finds whatever the bell missed.
/// </summary>
internal sealed class AttemptRunner(Database database, IntakeService intake, CommitNews news, Settings settings, Runbooks runbooks, RunningAttempt running, AttemptBell bell, TimeProvider time, ILogger<AttemptRunner> log) : BackgroundService
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);

    private readonly string _node = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private readonly Dictionary<long, Task> _running = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var first = true;
        string? told = null;
        news.Happened += Ring;
        try
        {
            while (true)
            {
                var ring = bell.Next;
                try
                {
                    if (first) await LookAfterCrash(stoppingToken).ConfigureAwait(false);
                    first = false;
                    await StartWaiting(stoppingToken).ConfigureAwait(false);
                }
                catch (StorageUnavailableException)
                {
                    // The database has told the log; the rows are still there when it is back.
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    // One attempt that cannot be begun must not keep the others from running, nor end the program.
                    if (e.Message != told) log.LogError(e, "Attempts could not be begun; it is tried again every second");
                    told = e.Message;
                }

                await AttemptBell.WaitAsync(ring, Sweep, time, stoppingToken).ConfigureAwait(false);
                foreach (var (id, _) in _running.Where(pair => pair.Value.IsCompleted).ToArray()) _running.Remove(id);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(_running.Values).ConfigureAwait(false);
        }
        finally
        {
            news.Happened -= Ring;
        }
    }

    private void Ring(Committed committed)
    {
        if (committed.Attempts) bell.Ring();
    }

    private async Task StartWaiting(CancellationToken stopping)
    {
        var free = settings.Recovery.AtOnce - _running.Count;
        if (free <= 0) return;
        foreach (var row in await database.ReadAsync(read => read.Attempts.Waiting(free), stopping).ConfigureAwait(false))
        {
            var now = time.GetUtcNow();
            var fence = await database.WriteAsync(transaction => transaction.Attempts.Take(row.Id, _node, now + AttemptTurn.Lease, now), stopping).ConfigureAwait(false);
            if (fence is { } known) Start(row, known, stopping);
        }
    }

    private void Start(AttemptRow row, long fence, CancellationToken stopping)
    {
        _running[row.Id] = Task.Run(
            async () =>
            {
                try
                {
                    await RunAsync(row, fence, stopping).ConfigureAwait(false);
                }
                catch (OperationCanceledException) when (stopping.IsCancellationRequested)
                {
                    // The program ends: the next start finds the row and reports the attempt as cut short.
                }
                catch (Exception e)
                {
                    log.LogError(e, "{Incident}: attempt {Attempt} broke off", row.Incident, row.Plan.Number);
                }
                finally
                {
                    bell.Ring();
                }
            },
            CancellationToken.None);
    }

    private async Task RunAsync(AttemptRow row, long fence, CancellationToken stopping)
    {
        var (incident, earlier) = await database.ReadAsync(read => (read.Incidents.Find(row.Incident), Earlier(read, row)), stopping).ConfigureAwait(false);
        var runbook = runbooks.Parse(row.Plan.Runbook, row.Plan.Text, out var mistakes);
        if (incident is null || runbook is null)
        {
            var why = incident is null ? "its incident is gone" : $"its runbook cannot be read any more: {mistakes[0]}";
            await running.EndAsync(row, fence, new(AttemptOutcome.Failed, new([], [], why, null, $"nothing was done: {why}", 0, null)), stopping).ConfigureAwait(false);
            return;
        }

        var state = new AttemptState
        {
            Plan = row.Plan,
            Runbook = runbook,
            Facts = new(incident.Id, incident.Key.Environment, incident.Service, incident.Challenge, incident.Severity, incident.Facts.Labels),
            StartedAt = time.GetUtcNow(),
            VerifyOnly = row.Purpose == AttemptPurpose.VerifyAgain,
            Earlier = earlier,
        };
        await running.RunAsync(row, fence, state, stopping).ConfigureAwait(false);
    }

    private static IReadOnlyList<StepRecord> Earlier(ReadTransaction read, AttemptRow row) =>
        row.Purpose == AttemptPurpose.VerifyAgain && read.Attempts.OfIncident(row.Incident).LastOrDefault(other => other.Purpose == AttemptPurpose.Attempt && other.Plan.Number == row.Plan.Number) is { } mended
            ? StepRows.Of(read, mended.Id)
            : [];

    /// <summary>
    /// Rows that run and have no runner are those of an earlier run of the program. An attempt has been used, whatever it did (rule 2.6); a verify alone
    /// changes nothing, so it simply begins anew, with all of its time.
    /// </summary>
    private async Task LookAfterCrash(CancellationToken stopping)
    {
        foreach (var row in await database.ReadAsync(read => read.Attempts.Running(int.MaxValue), stopping).ConfigureAwait(false))
        {
            var now = time.GetUtcNow();
            if (await database.WriteAsync(transaction => transaction.Attempts.TakeOver(row.Id, row.Fence, _node, now + AttemptTurn.Lease), stopping).ConfigureAwait(false) is not { } fence) continue;
            if (row.Purpose == AttemptPurpose.VerifyAgain) Start(row with { Plan = row.Plan with { Deadline = now + (row.Plan.Deadline - row.CreatedAt) } }, fence, stopping);
            else await CutShort(row, fence, now, stopping).ConfigureAwait(false);
        }
    }

    private async Task CutShort(AttemptRow row, long fence, DateTimeOffset now, CancellationToken stopping)
    {
        try
        {
            var records = await database.ReadAsync(read => StepRows.Of(read, row.Id), stopping).ConfigureAwait(false);
            if (records is [.., { Outcome: StepOutcome.Cancelled } last])
            {
                await intake.RunAsync(
                    "attempt-cut-short",
                    session =>
                    {
                        StepRows.End(session, row, records.Count, last with { EndedAt = session.Now });
                        return true;
                    },
                    stopping).ConfigureAwait(false);
            }

            var report = AttemptReporter.Report(records, null, AttemptOutcome.CutShort, null, now, settings.DisplayZone);
            // What it had begun outside may go on without us: its targets stay held for as long as a sign of life would have held them (rule 6.6).
            var acting = records is [.., { Outcome: StepOutcome.Cancelled, Risk: > Risk.Observe }];
            await running.EndAsync(row, fence, new(AttemptOutcome.CutShort, report), stopping, keepTargets: acting).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or StorageUnavailableException))
        {
            log.LogError(e, "{Incident}: attempt {Attempt}, which was cut short, could not be ended", row.Incident, row.Plan.Number);
        }
    }
}
