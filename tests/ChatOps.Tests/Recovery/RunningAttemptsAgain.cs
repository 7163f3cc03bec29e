using ChatOps.Core.Incidents;
using ChatOps.Core.Recovery;
using ChatOps.Storage.Attempts;

namespace ChatOps.Tests.Recovery;

/// <summary>Attempts after a crash, after settling, past their budget, by a person, for a stranger: on a real database.</summary>
internal sealed class RunningAttemptsAgain
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

    [Test, Property("Rule", "2.6")]
    public async Task What_a_crash_cut_short_is_reported_and_never_run_again()
    {
        var mend = new LiveAction("mend", Risk.Reversible, async (_, cancellation) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return Done;
        });
        await using var rig = new RecoveryRig(Restart, new EscalationPolicy { MaxAttempts = 1 }, new LiveAction("look", Risk.Observe, () => false), mend);
        await rig.StartAsync();
        var id = await rig.FireAsync("checkout", ("instance", "a:1"));
        await rig.UntilAsync(() => mend.Calls == 1, "it acts");

        await rig.CrashAsync();
        await rig.StartAsync();
        var incident = await rig.UntilEndedAsync(id);

        var attempt = incident.Recovery.Attempts.Single();
        Assert.That((attempt.Outcome, attempt.Report!.Result, attempt.Report.Actions), Is.EqualTo((AttemptOutcome.CutShort, "the bot ended while restart ran", 1)));
        Assert.That((await rig.StepsAsync(id))[^1].Sentence, Is.EqualTo("cut short, because the bot ended; whether it took effect is not known"));
        Assert.That(mend.Calls, Is.EqualTo(1));
        Assert.That(incident.Ladder.Level, Is.EqualTo(2), "it has been used");
    }

    [Test, Property("Rule", "6.6")]
    public async Task After_a_crash_the_next_attempt_looks_before_it_acts()
    {
        var well = false;
        var first = true;
        var mend = new LiveAction("mend", Risk.Reversible, async (_, cancellation) =>
        {
            if (first) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return Done;
        });
        await using var rig = new RecoveryRig(Restart, new EscalationPolicy { AttemptPause = TimeSpan.FromMilliseconds(1) }, new LiveAction("look", Risk.Observe, () => well), mend);
        await rig.StartAsync();
        var id = await rig.FireAsync("checkout", ("instance", "a:1"));
        await rig.UntilAsync(() => mend.Calls == 1, "it acts");

        await rig.CrashAsync();
        (first, well) = (false, true);
        await rig.StartAsync();
        await rig.UntilEndedAsync(id);
        var incident = await rig.UntilEndedAsync(id, 2);

        Assert.That(incident.Recovery.Attempts.Select(attempt => attempt.Outcome), Is.EqualTo((AttemptOutcome?[])[AttemptOutcome.CutShort, AttemptOutcome.Passed]));
        Assert.That(mend.Calls, Is.EqualTo(1), "it was well by then");
    }

    [TestCase(true), Property("Rule", "2.9")]
    [TestCase(false)]
    public async Task While_it_still_fires_after_settling_verify_runs_again_and_nothing_else(bool stillWell)
    {
        var well = false;
        var mend = new LiveAction("mend", Risk.Reversible, () => well = true);
        await using var rig = new RecoveryRig(Restart, new EscalationPolicy { MaxAttempts = 1, SettleFor = TimeSpan.FromMilliseconds(50) }, new LiveAction("look", Risk.Observe, () => well), mend);
        await rig.StartAsync();
        var id = await rig.FireAsync("checkout", ("instance", "a:1"));
        await rig.UntilEndedAsync(id);
        well = stillWell;

        var incident = await rig.UntilAsync(id, one => stillWell ? one.Ending?.Phase == EndingPhase.Muted : one.Reopenings == 1);

        Assert.That((await rig.RowsAsync(id)).Select(row => (row.Purpose, row.Outcome)), Is.EqualTo(((AttemptPurpose, AttemptOutcome?)[])
        [
            (AttemptPurpose.Attempt, AttemptOutcome.Passed),
            (AttemptPurpose.VerifyAgain, stillWell ? AttemptOutcome.Passed : AttemptOutcome.Failed),
        ]));
        Assert.That(mend.Calls, Is.EqualTo(1));
        Assert.That(incident.State == IncidentState.Resolved, Is.EqualTo(stillWell));
    }

    [Test, Property("Rule", "2.9")]
    public async Task A_verify_that_a_crash_cut_short_begins_anew_because_it_changes_nothing()
    {
        // The attempt's verify asks twice; what asks after that is the verify that runs again.
        var (asked, blocked) = (0, true);
        var ask = new LiveAction("ask", Risk.Observe, async (_, cancellation) =>
        {
            if (Interlocked.Increment(ref asked) > 2 && blocked) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return Done;
        });
        var mend = new LiveAction("mend", Risk.Reversible, () => true);
        var runbook = Restart.Replace("{ name: check, action: look", "{ name: check, action: ask", StringComparison.Ordinal);
        await using var rig = new RecoveryRig(runbook, new EscalationPolicy { SettleFor = TimeSpan.FromMilliseconds(50) }, new LiveAction("look", Risk.Observe, () => false), mend, ask);
        await rig.StartAsync();
        var id = await rig.FireAsync("checkout", ("instance", "a:1"));
        await rig.UntilAsync(id, one => one.Ending is { Verifying: true });
        await rig.UntilAsync(() => asked == 3, "verify runs again");

        await rig.CrashAsync();
        blocked = false;
        await rig.StartAsync();
        var incident = await rig.UntilAsync(id, one => one.Ending?.Phase == EndingPhase.Muted);

        Assert.That(incident.State, Is.EqualTo(IncidentState.Resolved));
        Assert.That(mend.Calls, Is.EqualTo(1));
    }

    [Test, Property("Rule", "2.2")]
    public async Task A_service_outside_the_catalog_is_looked_at_and_goes_up()
    {
        var (look, mend) = (new LiveAction("look", Risk.Observe, () => false), new LiveAction("mend", Risk.Reversible, () => true));
        await using var rig = new RecoveryRig(Restart, null, look, mend);
        await rig.StartAsync();

        var id = await rig.FireAsync("stranger", ("instance", "a:1"));
        var incident = await rig.UntilAsync(id, one => one.Ladder.Level == 2);

        Assert.That(incident.Recovery.Attempts.Single().Outcome, Is.EqualTo(AttemptOutcome.DryRun));
        Assert.That((look.Calls, mend.Calls), Is.EqualTo((1, 0)));
    }

    [Test, Property("Rule", "2.10")]
    public async Task Each_acting_step_counts_against_the_hourly_budget_before_it_runs()
    {
        await using var rig = new RecoveryRig(Restart, new EscalationPolicy { MaxAttempts = 1, ActionsPerHour = 1 }, new LiveAction("look", Risk.Observe, () => false), new LiveAction("mend", Risk.Reversible, () => true));
        await rig.StartAsync();
        var first = await rig.FireAsync("checkout", ("instance", "a:1"));
        await rig.UntilEndedAsync(first);

        var answer = await rig.SayAsync($"retry {first}");

        Assert.That(answer.Text, Does.Contain("--override-budget"));
        Assert.That(await rig.Database.WriteAsync(transaction => transaction.Attempts.ActionsSince("checkout", "restart", DateTimeOffset.MinValue), default), Is.EqualTo(1));
    }

    [Test, Property("Rule", "2.8")]
    public async Task A_persons_attempt_runs_the_same_way_and_may_override_the_budget()
    {
        var (well, tries) = (false, 0);
        var mend = new LiveAction("mend", Risk.Reversible, () => well = ++tries > 1);
        await using var rig = new RecoveryRig(Restart, new EscalationPolicy { MaxAttempts = 1, ActionsPerHour = 1 }, new LiveAction("look", Risk.Observe, () => well), mend);
        await rig.StartAsync();
        var id = await rig.FireAsync("checkout", ("instance", "a:1"));
        await rig.UntilEndedAsync(id);

        await rig.SayAsync($"retry {id} --override-budget");
        var incident = await rig.UntilEndedAsync(id, 2);

        Assert.That((incident.Recovery.Attempts[1].By, incident.Recovery.Attempts[1].Outcome), Is.EqualTo(("ana", (AttemptOutcome?)AttemptOutcome.Passed)));
        var counted = await rig.Database.WriteAsync(transaction => transaction.Attempts.ActionsSince("checkout", "restart", DateTimeOffset.MinValue), default);
        Assert.That(counted, Is.EqualTo(1), "what goes beyond the budget does not count against it");
    }
}
