using ChatOps.Core.Incidents;
using ChatOps.Core.Recovery;
using ChatOps.Storage.Attempts;

namespace ChatOps.Tests.Recovery;

/// <summary>Attempts as they run: from the incident that opens to the end that it hears of, on a real database.</summary>
internal sealed class RunningAttempts
{
    private const string Restart = """
        name: restart
        says: Restarts it.
        matches: { challenge: ServiceDown }
        diagnose:
          - { name: health, action: look, with: { target: "{{ labels.instance }}" } }
        act:
          - { name: restart, action: mend, when: not steps.health.passed, title: "restart {{ targets.unit }}", with: { target: "{{ targets.unit }}" } }
        verify:
          - { name: check, action: look, repeat: 2, interval: 5ms, for: 200ms }
        """;

    private static readonly ActionResult Done = new(true, "done");

    /// <summary>Level 1 is over before a step's own limit strikes.</summary>
    private static readonly EscalationPolicy Short = new() { RecoveryTimeout = TimeSpan.FromSeconds(8) };

    [Test]
    public async Task What_an_attempt_mends_resolves_the_incident_with_every_step_on_its_timeline()
    {
        var well = false;
        var look = new LiveAction("look", Risk.Observe, () => well);
        var mend = new LiveAction("mend", Risk.Reversible, () => well = true);
        await using var rig = new RecoveryRig(Restart, null, look, mend);
        await rig.StartAsync();

        var id = await rig.FireAsync("checkout", ("instance", "a:1"));
        var incident = await rig.UntilEndedAsync(id);

        Assert.That((incident.State, incident.Ending!.By), Is.EqualTo((IncidentState.Resolved, ResolvedBy.Attempt)));
        var report = incident.Recovery.Attempts.Single().Report!;
        Assert.That(report.Attempted[^1], Does.StartWith("restart checkout-1 ("));
        Assert.That(report.Result, Does.StartWith("check passed 2 of 2 in "));
        var steps = await rig.StepsAsync(id);
        Assert.That(steps.Select(step => (step.Step, step.Passed, step.Risk)), Is.EqualTo(((string, bool?, Risk)[])[("health", false, Risk.Observe), ("restart", true, Risk.Reversible), ("check", true, Risk.Observe)]));
        Assert.That(await rig.Database.WriteAsync(transaction => transaction.Attempts.HolderOf("service checkout", rig.Time.GetUtcNow()), default), Is.Null, "targets are let go");
    }

    [Test, Property("Rule", "2.8")]
    public async Task Two_attempts_fail_and_the_incident_goes_up()
    {
        var mend = new LiveAction("mend", Risk.Reversible, () => true);
        await using var rig = new RecoveryRig(Restart, null, new LiveAction("look", Risk.Observe, () => false), mend);
        await rig.StartAsync();

        var id = await rig.FireAsync("checkout", ("instance", "a:1"));
        var incident = await rig.UntilAsync(id, one => one.Ladder.Level == 2);

        Assert.That(incident.Recovery.Attempts.Select(attempt => attempt.Outcome), Is.EqualTo((AttemptOutcome?[])[AttemptOutcome.Failed, AttemptOutcome.Failed]));
        Assert.That(mend.Calls, Is.EqualTo(2));
        Assert.That(incident.Recovery.Attempts[1].Report!.Result, Does.Contain("look is not well"));
        var counted = await rig.Database.ReadAsync(read => read.Outcomes.Runbooks(DateTimeOffset.UnixEpoch), default);
        Assert.That(counted.Select(sum => (sum.Runbook, sum.Outcome, sum.Count)), Is.EqualTo((IEnumerable<(string, AttemptOutcome, int)>)[("restart", AttemptOutcome.Failed, 2)]), "statistics and metrics tell it");
    }

    [Test, Property("Rule", "6.2")]
    public async Task A_destructive_step_waits_for_the_approval_and_hears_it_at_once()
    {
        var well = false;
        await using var rig = new RecoveryRig(Restart, null, new LiveAction("look", Risk.Observe, () => well), new LiveAction("mend", Risk.Destructive, () => well = true));
        await rig.StartAsync();
        var id = await rig.FireAsync("checkout", ("instance", "a:1"));
        var waiting = await rig.UntilAsync(id, one => one.Recovery.Approval is not null);
        Assert.That(waiting.Recovery.Approval!.Preview, Is.EqualTo("restart checkout-1"));

        var answer = await rig.SayAsync($"approve {id}");
        var incident = await rig.UntilEndedAsync(id);

        Assert.That(answer.Text, Is.EqualTo("Approved: restart checkout-1."));
        Assert.That(incident.Recovery.Attempts.Single().Outcome, Is.EqualTo(AttemptOutcome.Passed));
        Assert.That((await rig.RowsAsync(id)).Single().Signal, Is.Null, "it was heard");
    }

    [Test, Property("Rule", "6.2")]
    public async Task A_rejection_ends_the_attempt_without_acting()
    {
        var mend = new LiveAction("mend", Risk.Destructive, () => true);
        await using var rig = new RecoveryRig(Restart, null, new LiveAction("look", Risk.Observe, () => false), mend);
        await rig.StartAsync();
        var id = await rig.FireAsync("checkout", ("instance", "a:1"));
        await rig.UntilAsync(id, one => one.Recovery.Approval is not null);

        await rig.SayAsync($"reject {id} too late for that");
        var incident = await rig.UntilEndedAsync(id);

        Assert.That(incident.Recovery.Attempts.Single().Outcome, Is.EqualTo(AttemptOutcome.NotApproved));
        Assert.That(incident.Recovery.Attempts.Single().Report!.Result, Is.EqualTo("restart checkout-1: not done: ana rejected it"));
        Assert.That(mend.Calls, Is.Zero);
    }

    [Test, Property("Rule", "2.24")]
    public async Task A_person_who_resolves_ends_the_step_that_runs()
    {
        var mend = new LiveAction("mend", Risk.Reversible, async (_, cancellation) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return Done;
        });
        await using var rig = new RecoveryRig(Restart, null, new LiveAction("look", Risk.Observe, () => false), mend);
        await rig.StartAsync();
        var id = await rig.FireAsync("checkout", ("instance", "a:1"));
        await rig.UntilAsync(() => mend.Calls == 1, "it acts");

        await rig.SayAsync($"resolve {id} it was the cable");
        var incident = await rig.UntilEndedAsync(id);

        Assert.That(incident.Recovery.Attempts.Single().Outcome, Is.EqualTo(AttemptOutcome.Superseded));
        Assert.That((await rig.StepsAsync(id))[^1].Sentence, Does.StartWith("cancelled after "));
    }

    [Test, Property("Rule", "2.7")]
    public async Task When_the_time_is_over_the_running_step_is_cancelled_and_no_other_starts()
    {
        var mend = new LiveAction("mend", Risk.Reversible, async (_, cancellation) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return Done;
        });
        await using var rig = new RecoveryRig(Restart, Short, new LiveAction("look", Risk.Observe, () => false), mend);
        await rig.StartAsync();
        var id = await rig.FireAsync("checkout", ("instance", "a:1"));
        await rig.UntilAsync(() => mend.Calls == 1, "it acts");

        await rig.PassAsync(Short.RecoveryTimeout);
        await rig.UntilEndedAsync(id);

        var row = (await rig.RowsAsync(id)).Single();
        Assert.That((row.Outcome, row.Report!.Result), Is.EqualTo((AttemptOutcome.TimedOut, "the time was over while restart ran")));
        Assert.That((await rig.StepsAsync(id)).Select(step => step.Step), Is.EqualTo((string[])["health", "restart"]));
    }

    [Test, Property("Rule", "2.7")]
    public async Task An_uninterruptible_step_finishes_though_the_time_is_over()
    {
        var runbook = Restart.Replace("action: mend, when", "action: mend, uninterruptible: true, when", StringComparison.Ordinal);
        var work = new TaskCompletionSource();
        var mend = new LiveAction("mend", Risk.Reversible, async (_, cancellation) =>
        {
            await work.Task.WaitAsync(cancellation);
            return Done;
        });
        await using var rig = new RecoveryRig(runbook, Short, new LiveAction("look", Risk.Observe, () => false), mend);
        await rig.StartAsync();
        var id = await rig.FireAsync("checkout", ("instance", "a:1"));
        await rig.UntilAsync(() => mend.Calls == 1, "it acts");

        await rig.PassAsync(Short.RecoveryTimeout);
        await rig.UntilAsync(id, one => one.Ladder.Level == 2);
        work.SetResult();
        await rig.UntilEndedAsync(id);

        Assert.That((await rig.RowsAsync(id)).Single().Outcome, Is.EqualTo(AttemptOutcome.TimedOut));
        Assert.That((await rig.StepsAsync(id))[^1], Has.Property(nameof(AttemptStepped.Passed)).True.And.Property(nameof(AttemptStepped.Step)).EqualTo("restart"));
    }

    [Test, Property("Rule", "6.5")]
    public async Task Two_incidents_never_act_on_one_target_at_a_time()
    {
        var (atOnce, most, acted) = (0, 0, 0);
        var mend = new LiveAction("mend", Risk.Reversible, async (_, cancellation) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
            Interlocked.Decrement(ref atOnce);
            Interlocked.Increment(ref acted);
            return Done;
        });
        await using var rig = new RecoveryRig(Restart, null, new LiveAction("look", Risk.Observe, () => acted > 1), mend);
        await rig.StartAsync();

        var ids = await Task.WhenAll(rig.FireAsync("checkout", ("instance", "a:1")), rig.FireAsync("cart", ("instance", "b:1")));
        foreach (var id in ids) await rig.UntilEndedAsync(id);

        Assert.That(most, Is.EqualTo(1), "checkout and cart share the target checkout-1");
    }

    [Test, Property("Rule", "6.4")]
    public async Task Recovery_that_is_switched_off_while_an_attempt_runs_stops_the_next_acting_step()
    {
        var gate = new TaskCompletionSource();
        var mend = new LiveAction("mend", Risk.Reversible, () => true);
        var look = new LiveAction("look", Risk.Observe, async (_, _) =>
        {
            await gate.Task;
            return new(false, "look is not well");
        });
        await using var rig = new RecoveryRig(Restart, null, look, mend);
        await rig.StartAsync();
        var id = await rig.FireAsync("checkout", ("instance", "a:1"));
        await rig.UntilAsync(() => look.Calls == 1, "it looks");

        await rig.SayAsync("recovery off");
        gate.SetResult();
        var incident = await rig.UntilEndedAsync(id);

        Assert.That(incident.Recovery.Attempts.Single().Outcome, Is.EqualTo(AttemptOutcome.DryRun));
        Assert.That(incident.Recovery.Attempts.Single().Report!.Result, Does.Match("^would restart checkout-1; not done: ana switched self-recovery off at [0-9:]+ UTC"));
        Assert.That(mend.Calls, Is.Zero);
    }

    [Test]
    public async Task Secrets_are_masked_before_anything_is_stored()
    {
        var look = new LiveAction("look", Risk.Observe, (_, _) => Task.FromResult(new ActionResult(false, "login with hunter2-hunter2 failed", "password=abc\u001b[31m\nnext", new Dictionary<string, string> { ["value"] = "hunter2-hunter2" })));
        await using var rig = new RecoveryRig(Restart, null, look, new LiveAction("mend", Risk.Reversible, () => true));
        await rig.StartAsync();

        var id = await rig.FireAsync("checkout", ("instance", "hunter2-hunter2"));
        await rig.UntilEndedAsync(id);
        var rows = await rig.RowsAsync(id);
        var steps = await rig.Database.ReadAsync(read => read.Attempts.Steps(rows[0].Id), default);

        Assert.That(string.Concat(steps.Select(step => step.Body)), Does.Not.Contain("hunter2").And.Not.Contain("abc"));
        Assert.That(string.Concat((await rig.StepsAsync(id)).Select(step => step.Sentence + step.Output)), Does.Contain("login with [masked] failed").And.Contain("password=[masked]").And.Not.Contain("hunter2"));
    }

    [Test]
    public async Task An_action_that_breaks_is_a_failed_step_and_an_error_in_the_log()
    {
        var mend = new LiveAction("mend", Risk.Reversible, (_, _) => throw new InvalidOperationException("no such thing"));
        await using var rig = new RecoveryRig(Restart, new EscalationPolicy { MaxAttempts = 1 }, new LiveAction("look", Risk.Observe, () => false), mend);
        await rig.StartAsync();

        var id = await rig.FireAsync("checkout", ("instance", "a:1"));
        var incident = await rig.UntilEndedAsync(id);

        Assert.That(incident.Recovery.Attempts.Single().Report!.Error, Is.EqualTo("mend broke: no such thing"));
        Assert.That(rig.Errors, Has.Count.EqualTo(1).And.One.Contains("Action mend of step restart broke"));
        rig.Errors.Clear();
    }

    [Test]
    public async Task A_step_that_takes_too_long_is_given_up_and_says_so()
    {
        var runbook = Restart.Replace("action: look, with", "action: look, timeout: 50ms, with", StringComparison.Ordinal);
        var slow = true;
        var look = new LiveAction("look", Risk.Observe, async (_, cancellation) =>
        {
            if (slow) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return Done;
        });
        await using var rig = new RecoveryRig(runbook, null, look, new LiveAction("mend", Risk.Reversible, () => !(slow = false)));
        await rig.StartAsync();

        var id = await rig.FireAsync("checkout", ("instance", "a:1"));
        var incident = await rig.UntilEndedAsync(id);

        Assert.That(incident.Recovery.Attempts[0].Outcome, Is.EqualTo(AttemptOutcome.Passed));
        Assert.That((await rig.StepsAsync(id))[0].Sentence, Is.EqualTo("look a:1: no result within 50 ms"));
    }

    [Test]
    public async Task What_an_action_put_back_when_its_time_was_over_is_told()
    {
        var runbook = Restart.Replace("action: look, with", "action: look, timeout: 50ms, with", StringComparison.Ordinal);
        var slow = true;
        var look = new LiveAction("look", Risk.Observe, async (_, cancellation) =>
        {
            if (!slow) return Done;
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
            return new(false, "the old one is back");
        });
        await using var rig = new RecoveryRig(runbook, new EscalationPolicy { MaxAttempts = 1 }, look, new LiveAction("mend", Risk.Reversible, () => !(slow = false)));
        await rig.StartAsync();

        var id = await rig.FireAsync("checkout", ("instance", "a:1"));
        await rig.UntilEndedAsync(id);

        Assert.That((await rig.StepsAsync(id))[0].Sentence, Is.EqualTo("look a:1: no result within 50 ms; the old one is back"));
    }

    [Test]
    public async Task Who_lost_an_attempt_makes_no_further_step()
    {
        var gate = new TaskCompletionSource();
        var mend = new LiveAction("mend", Risk.Reversible, () => true);
        var look = new LiveAction("look", Risk.Observe, async (_, _) =>
        {
            await gate.Task;
            return new(false, "look is not well");
        });
        await using var rig = new RecoveryRig(Restart, null, look, mend);
        await rig.StartAsync();
        var id = await rig.FireAsync("checkout", ("instance", "a:1"));
        await rig.UntilAsync(() => look.Calls == 1, "it looks");
        var row = (await rig.RowsAsync(id)).Single();

        var fence = await rig.Database.WriteAsync(transaction => transaction.Attempts.TakeOver(row.Id, row.Fence, "another", rig.Time.GetUtcNow()), default);
        gate.SetResult();
        await rig.StopAsync();

        row = (await rig.RowsAsync(id)).Single();
        Assert.That((row.State, row.Node, row.Fence), Is.EqualTo((AttemptRowState.Running, "another", fence)));
        Assert.That(mend.Calls, Is.Zero);
        await rig.StartAsync(runner: false);
    }
}
