using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Recovery;

/// <summary>The attempt's own decider: which step comes next, when it waits, how it ends.</summary>
internal sealed class DecidingAnAttempt
{
    private const string Restart = """
        name: restart
        says: Restarts the service.
        matches: { challenge: ServiceDown }
        approve: [backend-coordinator]
        diagnose:
          - { name: health, action: look, with: { target: "{{ targets.health }}" } }
        act:
          - name: restart
            action: mend
            when: steps.health.failed
            title: restart {{ targets.unit }}
            with: { target: "{{ targets.unit }}" }
        verify:
          - { name: check, action: look, repeat: 3, interval: 2s, for: 30s }
        """;

    private static ScriptedAction Look(params bool[] passed) =>
        new("look", Risk.Observe, [.. passed.Select(pass => new ActionResult(pass, pass ? "checkout answered 200 in 3 ms" : "checkout answered 503 in 12 ms; 200 is expected"))]);

    private static ScriptedAction Mend(bool passed = true, Risk risk = Risk.Reversible) =>
        new("mend", risk, new ActionResult(passed, passed ? "restarted" : "mend ended with 1; 0 is expected"));

    [Test, Property("Rule", "2.6")]
    public void What_is_broken_is_mended_and_a_verify_that_passes_three_times_in_a_row_proves_it()
    {
        var run = new AttemptRun(Restart, Look(false, false, true, false, true, true, true), Mend());

        var end = run.PlayToEnd();

        Assert.That(end.Outcome, Is.EqualTo(AttemptOutcome.Passed));
        Assert.That(end.Report.Attempted, Is.EqualTo((string[])["look http://127.0.0.1:9100/health", "restart checkout-1 (03:00 UTC)"]));
        Assert.That(end.Report.Error, Is.EqualTo("checkout answered 503 in 12 ms; 200 is expected"));
        Assert.That(end.Report.Action, Is.EqualTo("restart checkout-1 (03:00 UTC)"));
        Assert.That(end.Report.Result, Is.EqualTo("check passed 3 of 3 in 16 s: checkout answered 200 in 3 ms"));
        Assert.That(end.Report.Actions, Is.EqualTo(1));
        Assert.That(end.Report.VerifyStartedAt, Is.EqualTo(AttemptRun.Start.AddSeconds(2)));
    }

    [Test, Property("Rule", "2.6")]
    public void An_action_that_succeeded_without_a_passing_verify_has_failed()
    {
        var run = new AttemptRun(Restart, Look(false), Mend());

        var end = run.PlayToEnd();

        Assert.That(end.Outcome, Is.EqualTo(AttemptOutcome.Failed));
        Assert.That(end.Report.Result, Does.StartWith("check passed 0 of 3 in ").And.EndsWith("checkout answered 503 in 12 ms; 200 is expected"));
        Assert.That(end.Report.Attempted[^1], Does.StartWith("restart checkout-1 (03:00 UTC): check passed 0 of 3 in "));
        Assert.That(run.Now - AttemptRun.Start, Is.LessThan(TimeSpan.FromSeconds(40)), "it insists for 30 s and no longer");
    }

    [Test]
    public void What_would_be_the_same_again_is_not_looked_at_again()
    {
        var run = new AttemptRun(Restart, new ScriptedAction("look", Risk.Observe, new ActionResult(false, "look was 503; 200 is expected"), new ActionResult(false, "look has ended for good") { IsFinal = true }), Mend());

        var end = run.PlayToEnd();

        Assert.That(end.Outcome, Is.EqualTo(AttemptOutcome.Failed));
        Assert.That(run.State.Done.Single(record => record.Phase == StepPhase.Verify).Sentence, Does.EndWith("look has ended for good"));
        Assert.That(run.Now - AttemptRun.Start, Is.LessThan(TimeSpan.FromSeconds(10)), "its patience is 30 s");
    }

    [Test]
    public void After_a_failed_action_verify_decides_at_once_without_patience()
    {
        var run = new AttemptRun(Restart, Look(false), Mend(passed: false));

        var end = run.PlayToEnd();

        Assert.That(end.Outcome, Is.EqualTo(AttemptOutcome.Failed));
        Assert.That(end.Report.Error, Is.EqualTo("mend ended with 1; 0 is expected"));
        Assert.That(run.Now - AttemptRun.Start, Is.EqualTo(TimeSpan.FromSeconds(3)), "look, mend, one try");
    }

    [Test]
    public void What_is_well_is_not_acted_on()
    {
        var run = new AttemptRun(Restart, Look(true), Mend());

        var end = run.PlayToEnd();

        Assert.That(end.Outcome, Is.EqualTo(AttemptOutcome.Passed));
        Assert.That(end.Report.Action, Is.Null);
        Assert.That(end.Report.Actions, Is.Zero);
        Assert.That(run.State.Done.Single(record => record.Name == "restart").Sentence, Is.EqualTo("not run: its condition does not hold"));
    }

    [Test, Property("Rule", "2.7")]
    public void When_the_time_is_over_no_new_step_starts()
    {
        var run = new AttemptRun(Restart, Look(false), Mend()).With(plan => plan with { Deadline = AttemptRun.Start.AddSeconds(1) });

        var end = run.PlayToEnd();

        Assert.That(end.Outcome, Is.EqualTo(AttemptOutcome.TimedOut));
        Assert.That(run.Moves.OfType<AttemptMove.Run>().Select(move => move.Step.Step.Name), Is.EqualTo((string[])["health"]));
    }

    [Test, Property("Rule", "2.7")]
    public void A_step_gets_no_more_time_than_is_left_unless_it_is_uninterruptible()
    {
        var finish = Restart.Replace("    when: steps.health.failed", "    uninterruptible: true", StringComparison.Ordinal);
        var (cut, whole) = (new AttemptRun(Restart, Look(false), Mend()), new AttemptRun(finish, Look(false), Mend()));
        TimeSpan Limit(AttemptRun run)
        {
            run.With(plan => plan with { Deadline = AttemptRun.Start.AddSeconds(4) });
            return ((AttemptMove.Run)run.Play(move => move is AttemptMove.Run { Step.Step.Name: "restart" })).Limit;
        }

        Assert.That(Limit(cut), Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That(Limit(whole), Is.EqualTo(Step.UsualTimeout));
    }

    [Test, Property("Rule", "2.7")]
    public void Told_that_its_time_is_over_it_says_how_far_verify_was()
    {
        var run = new AttemptRun(Restart, Look(false, true, false), Mend());
        run.Play(move => move is AttemptMove.Run { FirstTry: false });
        run.State = run.State.Told(AttemptSignal.TimeOut, null, run.Now);

        var end = run.PlayToEnd();

        Assert.That(end.Outcome, Is.EqualTo(AttemptOutcome.TimedOut));
        Assert.That(end.Report.Result, Is.EqualTo("the time was over: check had passed 1 of 3: checkout answered 200 in 3 ms"));
        Assert.That(end.Report.VerifyStartedAt, Is.EqualTo(AttemptRun.Start.AddSeconds(2)));
    }

    [Test, Property("Rule", "2.24")]
    public void A_person_who_resolves_supersedes_it()
    {
        var run = new AttemptRun(Restart, Look(false), Mend());
        run.Play(move => move is AttemptMove.Hold);
        run.State = run.State.Told(AttemptSignal.Superseded, "ana", run.Now);

        Assert.That(run.PlayToEnd().Outcome, Is.EqualTo(AttemptOutcome.Superseded));
    }

    [Test, Property("Rule", "2.10")]
    public void Past_the_hourly_budget_nothing_acts_and_the_reason_is_said()
    {
        var mend = Mend();
        var run = new AttemptRun(Restart, Look(false), mend);
        run.Situation = run.Situation with { ActionsLastHour = 4 };

        var end = run.PlayToEnd();

        Assert.That(end.Outcome, Is.EqualTo(AttemptOutcome.Failed));
        Assert.That(end.Report.Error, Is.EqualTo("not done: restart acted 4 times on checkout in the last hour; 4 are allowed"));
        Assert.That(mend.Calls, Is.Empty);
    }

    [Test, Property("Rule", "2.8")]
    public void A_person_may_override_the_budget_by_name()
    {
        var run = new AttemptRun(Restart, Look(false, true), Mend()).With(plan => plan with { By = "ana", OverBudget = true });
        run.Situation = run.Situation with { ActionsLastHour = 9 };

        Assert.That(run.PlayToEnd().Outcome, Is.EqualTo(AttemptOutcome.Passed));
    }

    [Test]
    public void With_nothing_to_verify_it_has_failed_and_says_why()
    {
        var run = new AttemptRun(Restart.Replace("repeat: 3", "when: targets.other, repeat: 3", StringComparison.Ordinal), Look(false), Mend());

        var end = run.PlayToEnd();

        Assert.That(end.Outcome, Is.EqualTo(AttemptOutcome.Failed));
        Assert.That(end.Report.Result, Is.EqualTo("nothing could be verified: check not run: its condition does not hold"));
    }

    [Test, Property("Rule", "2.9")]
    public void Verifying_again_runs_the_verify_alone_and_knows_what_the_attempt_did()
    {
        var look = Look(true);
        var runbook = Restart.Replace("repeat: 3", "when: steps.restart.passed, repeat: 2", StringComparison.Ordinal);
        var first = new AttemptRun(runbook, Look(false, true), Mend());
        first.PlayToEnd();
        var again = new AttemptRun(runbook, look, Mend());
        again.State = again.State with { VerifyOnly = true, Earlier = first.State.Done };

        var end = again.PlayToEnd();

        Assert.That(end.Outcome, Is.EqualTo(AttemptOutcome.Passed));
        Assert.That(look.Calls, Has.Count.EqualTo(2));
    }
}
