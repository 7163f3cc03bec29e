using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Recovery;

/// <summary>What attempts teach: scores, and runbooks that are switched off (rule 6.10).</summary>
internal sealed class LearningFromAttempts
{
    private const string Restart = """
        name: restart
        says: Restarts it.
        matches: { challenge: ServiceDown }
        maxTries: 1
        diagnose:
          - { name: health, action: look, with: { target: "{{ targets.unit }}" } }
        act:
          - { name: restart, action: mend, title: "restart {{ targets.unit }}", with: { target: "{{ targets.unit }}" } }
        verify:
          - { name: check, action: look, with: { target: "{{ targets.unit }}" }, repeat: 1, interval: 5ms, for: 20ms }
        """;

    private static readonly EscalationPolicy OneTry = new() { MaxAttempts = 1, AttemptPause = TimeSpan.FromMilliseconds(10), ReopenWithin = TimeSpan.FromMilliseconds(10), RecurringAfter = 1000 };

    [Test, Property("Rule", "6.10")]
    public void A_trial_counts_incidents_and_only_what_acted()
    {
        var trial = RunbookTrial.Fresh
            .After(AttemptOutcome.Failed, 1, new IncidentId(1))
            .After(AttemptOutcome.TimedOut, 1, new IncidentId(1))
            .After(AttemptOutcome.Failed, 0, new IncidentId(2))
            .After(AttemptOutcome.NotApproved, 1, new IncidentId(3))
            .After(AttemptOutcome.Failed, 2, new IncidentId(4));

        Assert.That(trial, Is.EqualTo(new RunbookTrial(2, new IncidentId(4))));
        Assert.That((trial.IsEnough(2), trial.IsEnough(3), trial.IsEnough(0)), Is.EqualTo((true, false, false)));
        Assert.That(trial.After(AttemptOutcome.Passed, 1, new IncidentId(5)), Is.EqualTo(RunbookTrial.Fresh));
    }

    [Test]
    public void A_score_reads_as_a_sentence()
    {
        Assert.That(new RunbookScore(5, 0).InWords(), Is.EqualTo("mended this 5 of 5 times"));
        Assert.That(new RunbookScore(1, 0).InWords(), Is.EqualTo("mended this 1 of 1 time"));
        Assert.That(new RunbookScore(0, 4).InWords(), Is.EqualTo("never helped here (0 of 4)"));
        Assert.That(RunbookScore.None.InWords(), Is.Null);
        Assert.That(new RunbookScore(2, 0).TakenBack(), Is.EqualTo(new RunbookScore(1, 1)));
    }

    [Test, Property("Rule", "6.10")]
    public async Task Three_incidents_in_a_row_switch_it_off_the_coordinator_is_told_and_a_command_switches_it_on_over_restarts()
    {
        var mend = new LiveAction("mend", Risk.Reversible, () => true);
        await using var rig = new RecoveryRig(Restart, OneTry, new LiveAction("look", Risk.Observe, () => false), mend);
        await rig.StartAsync();
        for (var number = 1; number <= 3; number++) await FailAsync(rig, number);

        var off = (await rig.EntriesAsync(new(3))).OfType<RunbookSwitchTurned>().Single();
        Assert.That((off.On, off.Runbook, off.Service, off.FailedInARow), Is.EqualTo((false, "restart", "checkout", 3)));
        Assert.That(await rig.PostedAsync(new(3)), Has.Some.Contains("@backend-coordinator · Runbook restart was switched off for checkout: it failed 3 incidents in a row"));
        await rig.CrashAsync();
        await rig.StartAsync();
        var kept = await FailAsync(rig, 4);
        Assert.That(kept.Recovery.EndedBecause, Does.StartWith("ChatOps switched runbook restart off for checkout at "));
        Assert.That(mend.Calls, Is.EqualTo(3));

        Assert.That((await rig.SayAsync("recovery on checkout restart")).Text, Is.EqualTo("Runbook restart is on for checkout."));
        await FailAsync(rig, 5);
        Assert.That(mend.Calls, Is.EqualTo(4), "it acts again, and one failure is not enough to switch it off anew");
        Assert.That(await rig.Database.ReadAsync(read => read.Switches.RunbooksOff(), default), Is.Empty);
    }

    [Test]
    public async Task How_often_it_helped_is_counted_and_told_at_level_2()
    {
        await using var rig = new RecoveryRig(Restart, OneTry, new LiveAction("look", Risk.Observe, () => false), new LiveAction("mend", Risk.Reversible, () => true));
        await rig.StartAsync();
        await FailAsync(rig, 1);
        await FailAsync(rig, 2);

        var scores = await rig.Database.ReadAsync(read => read.Scores.All(10), default);
        Assert.That(scores.Select(one => (one.Runbook, one.Challenge, one.Service, one.Score)), Is.EqualTo(((string, Challenge, string, RunbookScore)[])[("restart", Challenge.ServiceDown, "checkout", new RunbookScore(0, 2))]));
        Assert.That(await rig.PostedAsync(new(2)), Has.Some.Contains("(never helped here (0 of 1) before), failed"));
    }

    /// <summary>An incident whose attempt fails, and that a person then ends.</summary>
    private static async Task<Incident> FailAsync(RecoveryRig rig, int number)
    {
        var id = await rig.FireAsync("checkout", ("instance", $"a:{number}"));
        Assert.That(id, Is.EqualTo(new IncidentId(number)));
        var incident = await rig.UntilAsync(id, one => one.Ladder.Level == 2);
        await rig.EndAsync("checkout", ("instance", $"a:{number}"));
        await rig.UntilAsync(id, one => one.Ending?.Phase == EndingPhase.Closed);
        return incident;
    }
}
